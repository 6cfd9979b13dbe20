package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.rangetest.RateInterval.HighRule;
import org.gradus.core.rangetest.RateInterval.LowRule;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bound sets the end where it is the lowest; the expected ends are those of decision 063. */
class IntervalRuleTest {
    private static final double STEEP = 0.02;

    private static RateInterval interval(double min, double unstable, double stable, double broken, double limit) {
        Optional<Landmark> edge =
                unstable > 0 ? Optional.of(new Landmark(unstable, unstable, unstable)) : Optional.empty();
        return new IntervalRule(STEEP, min, edge, new EdgeBracket(some(stable), some(broken)), some(limit)).interval();
    }

    private static OptionalDouble some(double rate) {
        return rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** 0 stands for what is not known. */
    @ParameterizedTest
    @CsvSource({
        "0.06, 0.9, 0.2, 0.3, 0.25, 0.12, TWICE_MIN",
        "0.20, 0.9, 0.4, 0.5, 0.35, 0.30, THIRD_OF_UNSTABLE",
        "0.20, 0.9, 0.1, 0.2, 0.35, 0.10, HIGHEST_STABLE",
        "0.20, 0.9, 0.2, 0.3, 0.065, 0.065, STABILITY_LIMIT",
        "0.20, 0.0, 0.0, 0.0, 0.0, 0.20, MIN",
        "0.20, 0.0, 0.5, 0.0, 0.0, 0.20, MIN",
        "0.20, 0.0, 0.0, 0.0, 0.1, 0.10, STABILITY_LIMIT",
        "0.20, 0.0, 0.5, 0.6, 0.0, 0.40, TWICE_MIN",
        "0.20, 0.9, 0.0, 0.15, 0.0, 0.05, THIRD_OF_BROKEN"
    })
    void theLowestBoundSetsTheUpperEnd(
            double min, double unstable, double stable, double broken, double limit, double high, HighRule rule) {
        RateInterval found = interval(min, unstable, stable, broken, limit);
        assertThat(found.high()).isCloseTo(high, within(1e-12));
        assertThat(found.highRule()).isEqualTo(rule);
        assertThat(found.lowRule()).isEqualTo(found.low() == 0.01 ? LowRule.HALF_OF_STEEP : LowRule.THIRD_OF_HIGH);
        assertThat(found.low()).isCloseTo(Math.min(0.01, high / 3), within(1e-12));
    }

    @Test
    void saysWhichRuleSetEachEnd() {
        assertThat(interval(0.2, 0.9, 0.2, 0.3, 0.065).words())
                .isEqualTo("between 1e-2 (half of lrSteep) and 6.5e-2 (the stability limit of the untrained network)");
        assertThat(interval(0.2, 0.9, 0.2, 0.3, 0.015).words())
                .isEqualTo("between 5e-3 (a third of the upper end) and 1.5e-2"
                        + " (the stability limit of the untrained network)");
    }

    @Test
    void aStableProbeLiesBelowAnUnstableOne() {
        OptionalDouble rate = OptionalDouble.of(0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EdgeBracket(rate, rate))
                .withMessage("a stable rate must lie below the unstable one, but was 0.1 beside 0.1");
    }
}
