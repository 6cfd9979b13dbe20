/** What short trainings at several rates say about long ones: shared by the strategy and the policy that zoom in on a rate. */
@NullMarked
package org.gradus.probes.internal;

import org.jspecify.annotations.NullMarked;
