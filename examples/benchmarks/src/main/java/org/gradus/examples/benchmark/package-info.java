/** Measures how fast Gradus itself is, beside what it is built on. */
@NullMarked
package org.gradus.examples.benchmark;

import org.jspecify.annotations.NullMarked;
