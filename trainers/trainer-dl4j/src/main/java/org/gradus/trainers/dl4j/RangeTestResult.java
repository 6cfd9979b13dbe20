package org.gradus.trainers.dl4j;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepRun;

/**
 * What a range test of a live network found. Immutable.
 *
 * @param analysis landmarks, confirmed edge, interval and what makes them doubtful; {@link SweepAnalysis#words()} says all
 *     of the interval in a sentence
 * @param runs the sweeps and the probes of the edge, in the order in which they were made, with their curves
 * @param curvature the physical limit, where it was asked for
 */
public record RangeTestResult(SweepAnalysis analysis, List<SweepRun> runs, Optional<Curvature> curvature) {
    public RangeTestResult {
        runs = ImmutableList.copyOf(runs);
    }
}
