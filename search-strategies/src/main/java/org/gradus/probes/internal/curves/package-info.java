/**
 * What the curves of trials say about full trainings of several parameters: a Gaussian process over configurations and epochs,
 * shared by the strategy that proposes trials and the policy that continues them.
 */
@NullMarked
package org.gradus.probes.internal.curves;

import org.jspecify.annotations.NullMarked;
