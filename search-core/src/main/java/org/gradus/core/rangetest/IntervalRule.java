package org.gradus.core.rangetest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.rangetest.RateInterval.HighRule;
import org.gradus.core.rangetest.RateInterval.LowRule;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;

/**
 * Draws the interval of a range test: from half of the steepest rate to the lowest of all bounds that are known. Pure.
 *
 * @param steep the rate of the steepest fall
 * @param min the rate of the lowest loss
 * @param unstable where the sweeps broke
 * @param probed what probes say of the edge
 * @param limit the rate above which no step is stable where the untrained network stands, if that was measured
 */
record IntervalRule(double steep, double min, Optional<Landmark> unstable, EdgeBracket probed, OptionalDouble limit) {
    /** How far below the steepest fall, as a factor, rates are still worth training with. */
    private static final double BELOW_STEEP = 2;

    /** How far above the lowest loss, as a factor; a sweep of few steps has it early. */
    private static final double ABOVE_MIN = 2;

    /** How far below the edge of a sweep, as a factor, that of a training lies. */
    private static final double BELOW_EDGE = 3;

    private record Bound(double rate, HighRule rule) {}

    RateInterval interval() {
        Bound high =
                bounds().stream().min(Comparator.comparingDouble(Bound::rate)).orElse(new Bound(min, HighRule.MIN));
        double half = steep / BELOW_STEEP;
        double third = high.rate() / BELOW_EDGE;
        return half <= third
                ? new RateInterval(half, LowRule.HALF_OF_STEEP, high.rate(), high.rule())
                : new RateInterval(third, LowRule.THIRD_OF_HIGH, high.rate(), high.rule());
    }

    private List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        probed.edge().ifPresent(edge -> bounds.add(new Bound(edge.low(), HighRule.HIGHEST_STABLE)));
        if (probed.stable().isEmpty()) {
            probed.unstable().ifPresent(rate -> bounds.add(new Bound(rate / BELOW_EDGE, HighRule.THIRD_OF_BROKEN)));
        }
        unstable.ifPresent(edge -> bounds.add(new Bound(edge.value() / BELOW_EDGE, HighRule.THIRD_OF_UNSTABLE)));
        limit.ifPresent(rate -> bounds.add(new Bound(rate, HighRule.STABILITY_LIMIT)));
        if (!bounds.isEmpty()) {
            boolean broke = unstable.isPresent() || probed.unstable().isPresent();
            bounds.add(broke ? new Bound(ABOVE_MIN * min, HighRule.TWICE_MIN) : new Bound(min, HighRule.MIN));
        }
        return bounds;
    }
}
