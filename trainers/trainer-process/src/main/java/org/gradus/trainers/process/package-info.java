/**
 * Trains with any program, in any language, that speaks a protocol of JSON lines:
 * {@link org.gradus.trainers.process.ProcessTrainer} starts it, {@link org.gradus.trainers.process.Conformance} tests it.
 */
@NullMarked
package org.gradus.trainers.process;

import org.jspecify.annotations.NullMarked;
