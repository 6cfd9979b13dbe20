package org.gradus.strategies.internal.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Scale;
import org.junit.jupiter.api.Test;

/**
 * Expected numbers are those of Optuna 5.0.0 with SciPy 1.17.1: {@code _ParzenEstimator} with a prior weight of 1, the magic
 * clip, without endpoints, all observations weighing the same.
 */
class DensitiesTest {
    @Test
    void bandwidthsReachTheFartherNeighbourAndAreClipped() {
        assertThat(ParzenMixture.bandwidths(new double[] {0.2, 0.25, 0.6, 0.9}))
                .containsExactly(new double[] {1 / 6.0, 0.35, 0.35, 0.3}, within(1e-12));
        assertThat(ParzenMixture.bandwidths(new double[] {0.3})).containsExactly(new double[] {0.7}, within(1e-12));
    }

    @Test
    void aMixtureOfNormalDistributionsIsCutOffAtTheEndsOfTheInterval() {
        ParzenMixture four = ParzenMixture.around(new double[] {0.9, 0.25, 0.6, 0.2});
        double[] places = {0.0, 0.22, 0.5, 1.0};
        double[] expected = {-0.2853860185059056, 0.20412034343456675, -0.01060167940856771, -0.2778733688960269};
        assertThat(Arrays.stream(places).map(four::log).toArray()).containsExactly(expected, within(1e-9));
        ParzenMixture one = ParzenMixture.around(new double[] {0.3});
        assertThat(one.log(0.1)).isCloseTo(0.01999180747705631, within(1e-9));
        assertThat(one.log(0.5)).isCloseTo(0.05849793014331295, within(1e-9));
    }

    @Test
    void aWholeNumberHasTheMassOfItsCell() {
        IntegerDomain linear = new IntegerDomain(1, 8, Scale.LINEAR);
        assertThat(logs(linear, new long[] {2, 3, 3, 7}, 1, 3, 5, 8))
                .containsExactly(
                        new double[] {-2.012489853524519, -1.6698161818794717, -2.214545070988815, -2.6552871116653303},
                        within(1e-9));
        IntegerDomain logarithmic = new IntegerDomain(16, 256, Scale.LOG);
        assertThat(logs(logarithmic, new long[] {16, 32, 128}, 16, 64, 256))
                .containsExactly(
                        new double[] {-3.4706524937211185, -5.262073970420241, -7.0591956370538185}, within(1e-9));
    }

    private static double[] logs(IntegerDomain domain, long[] observed, long... values) {
        double[] places = Arrays.stream(observed).mapToDouble(domain::toUnit).toArray();
        IntegerDensity density = new IntegerDensity(domain, ParzenMixture.around(places));
        return Arrays.stream(values)
                .mapToDouble(v -> density.log(domain.toUnit(v)))
                .toArray();
    }

    @Test
    void aCategoryIsCountedAndSmoothed() {
        CategoricalDomain domain = new CategoricalDomain(java.util.List.of("a", "b", "c"));
        double[] places = {domain.toUnit("a"), domain.toUnit("a"), domain.toUnit("c")};
        CategoryDensity density = new CategoryDensity(domain, places);
        double[] logs = domain.values().stream()
                .mapToDouble(v -> density.log(domain.toUnit(v)))
                .toArray();
        assertThat(logs)
                .containsExactly(
                        new double[] {-0.7419373447293773, -1.6582280766035324, -1.0986122886681098}, within(1e-12));
        SplittableRandom random = new SplittableRandom(1);
        long share = IntStream.range(0, 10_000)
                .filter(i -> density.sample(random) < 1.0 / 3)
                .count();
        // e^−0.742 = 0.476; four standard deviations of a share of 10,000.
        assertThat(share / 1e4).isCloseTo(Math.exp(-0.7419373447293773), within(4 * 0.005));
    }

    @Test
    void placesAreDrawnFromTheMixture() {
        ParzenMixture mixture = ParzenMixture.around(new double[] {0.02, 0.05, 0.6});
        SplittableRandom random = new SplittableRandom(7);
        double[] drawn =
                DoubleStream.generate(() -> mixture.sample(random)).limit(2000).toArray();
        Arrays.sort(drawn);
        double distance = IntStream.range(0, drawn.length)
                .mapToDouble(i -> Math.abs(mixture.mass(0, drawn[i]) - (i + 0.5) / drawn.length))
                .max()
                .orElseThrow();
        assertThat(1 - new KolmogorovSmirnovTest().cdf(distance, drawn.length)).isGreaterThan(0.001);
    }

    @Test
    void mergedComponentsGiveTheSameDensity() {
        // The closed form: 20,000 equal normal distributions, evenly spread, with the prior's share left out, are 1.
        double[] even =
                IntStream.range(0, 20_000).mapToDouble(i -> (i + 0.5) / 20_000).toArray();
        ParzenMixture mixture = ParzenMixture.around(even);
        assertThat(mixture.log(0.5)).isCloseTo(0, within(1e-3));
        assertThat(mixture.mass(0, 1)).isCloseTo(1, within(1e-9));
        assertThat(mixture.mass(0.25, 0.5)).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void theOrderOfPlacesChangesNothing() {
        double[] places = DoubleStream.concat(DoubleStream.of(1, 0, 1), new SplittableRandom(3).doubles(60))
                .toArray();
        double[] rising = places.clone();
        Arrays.sort(rising);
        ParzenMixture mixture = ParzenMixture.around(places);
        for (double unit : places) {
            assertThat(mixture.log(unit)).isEqualTo(ParzenMixture.around(rising).log(unit));
        }
    }
}
