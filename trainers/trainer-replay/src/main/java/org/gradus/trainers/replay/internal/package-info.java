/** Runs a search over recorded curves, with trials that are made to fail. */
@NullMarked
package org.gradus.trainers.replay.internal;

import org.jspecify.annotations.NullMarked;
