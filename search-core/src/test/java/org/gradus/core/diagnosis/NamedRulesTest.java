package org.gradus.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values: the functions valley, slide, steep and minimum of fastai 2.7.19, run in Python on the same numbers. */
class NamedRulesTest {
    private static final Offset<Double> TINY = within(1e-12);

    private static final double[] LOSSES = {
        2.2995, 2.319, 2.2937, 2.2797, 2.3072, 2.312, 2.2801, 2.2789, 2.3041, 2.2885, 2.252, 2.2545, 2.2573, 2.2061,
        2.1475, 2.1165, 2.0488, 1.9179, 1.7894, 1.6734, 1.5106, 1.3239, 1.1901, 1.0901, 0.9696, 0.8708, 0.8374, 0.8105,
        0.7535, 0.7261, 0.7422, 0.7324, 0.6963, 0.7001, 0.8749, 1.3077, 2.0327, 3.1031, 4.4708, 6.0944
    };

    @Test
    void agreeWithFastaiOnSmoothedLosses() {
        double[] rates = IntStream.range(0, 40)
                .mapToDouble(k -> Math.pow(10, -5 + k * 0.125))
                .toArray();
        NamedRules rules = NamedRules.ofSmoothed(rates, LOSSES);
        assertThat(rules.valley().orElseThrow()).isCloseTo(0.0031622776601683794, TINY);
        assertThat(rules.slide().orElseThrow()).isCloseTo(1e-5, TINY);
        assertThat(rules.steep().orElseThrow()).isCloseTo(0.0031622776601683794, TINY);
        assertThat(rules.minimum().orElseThrow()).isCloseTo(0.01, TINY);
    }

    @Test
    void agreeWithFastaiOnRawLosses() {
        // With fastai's smoothing (AvgSmoothLoss, beta 0.98), its stop at four times the best and its trimming.
        double[] rates = new double[100];
        double[] losses = new double[100];
        for (int k = 0; k < 100; k++) {
            rates[k] = Math.pow(10, -6 + k * 0.07);
            double loss = 2.3
                    - 1.9 / (1 + Math.exp(-(k - 55) / 5.0))
                    + (k > 80 ? Math.exp((k - 80) * 0.7) : 0)
                    + 0.05 * Math.cos(k * 2.3);
            losses[k] = Math.round(loss * 1e4) / 1e4;
        }
        NamedRules rules = NamedRules.of(rates, losses);
        assertThat(rules.valley().orElseThrow()).isCloseTo(0.003715352290971728, TINY);
        assertThat(rules.slide().orElseThrow()).isCloseTo(0.018620871366628693, TINY);
        assertThat(rules.steep().orElseThrow()).isCloseTo(0.025703957827688646, TINY);
        assertThat(rules.minimum().orElseThrow()).isCloseTo(0.039810717055349776, TINY);
    }

    @Test
    void areEmptyWhereFastaiHasTooFewLosses() {
        double[] rates = {1, 2, 3, 4, 5};
        assertThat(NamedRules.of(rates, new double[] {5, 4, 3, 2, 1}))
                .isEqualTo(new NamedRules(
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
        double[] more = {1, 2, 3, 4, 5, 6, 7, 8};
        NamedRules few = NamedRules.of(more, new double[] {8, 7, 6, 5, 4, 3, 2, 1});
        assertThat(few.slide()).isEmpty();
        assertThat(few.valley()).isPresent();
    }
}
