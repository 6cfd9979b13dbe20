package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdditiveModelTest {
    /** Student's sleep data (Biometrika 6, 1908), as in R's data set {@code sleep}. */
    private static final double[] FIRST_DRUG = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND_DRUG = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    private static NavigableMap<Integer, Double> bySeed(double... scores) {
        NavigableMap<Integer, Double> map = new TreeMap<>();
        for (double score : scores) {
            map.put(map.size() + 1, score);
        }
        return map;
    }

    private static AdditiveModel fit(List<NavigableMap<Integer, Double>> scores) {
        return AdditiveModel.fit(scores).orElseThrow();
    }

    @Test
    void twoCandidatesGiveThePairedTTest() {
        // R: t.test(extra ~ group, data = sleep, paired = TRUE) gives t = -4.0621, df = 9.
        AdditiveModel model = fit(List.of(bySeed(FIRST_DRUG), bySeed(SECOND_DRUG)));
        assertThat(model.degrees()).isEqualTo(9);
        assertThat(model.errorsAbove(0, 1)).isCloseTo(-4.0621, within(5e-5));
    }

    @Test
    void moreCandidatesGiveTheRandomizedBlockDesign() {
        // Montgomery, Design and Analysis of Experiments, example 4.1 (vascular grafts): mean square error 7.33, 15
        // degrees
        // of freedom; here the four pressures are candidates and the six batches seeds.
        AdditiveModel model = fit(List.of(
                bySeed(90.3, 89.2, 98.2, 93.9, 87.4, 97.9),
                bySeed(92.5, 89.5, 90.6, 94.7, 87.0, 95.8),
                bySeed(85.5, 90.8, 89.6, 86.2, 88.0, 93.4),
                bySeed(82.5, 89.5, 85.6, 87.4, 78.9, 90.7)));
        double largest = 98.2;
        assertThat(model.degrees()).isEqualTo(15);
        assertThat(model.variance() * largest * largest).isCloseTo(7.33, within(0.005));
        assertThat(model.errorOfDifference(0, 3) * largest).isCloseTo(Math.sqrt(2 * 7.33 / 6), within(0.001));
    }

    /** Equal means, and residuals that are the same for any number of seeds but for their count. */
    private static AdditiveModel equalMeans(int seeds) {
        double[] one = new double[seeds];
        double[] other = new double[seeds];
        for (int i = 0; i < seeds; i++) {
            double rest = i == seeds - 1 && seeds % 2 == 1 ? 0 : i % 2 == 0 ? 0.01 : -0.01;
            one[i] = 0.8 + rest;
            other[i] = 0.8 - rest;
        }
        return fit(List.of(bySeed(one), bySeed(other)));
    }

    @Test
    void equalityIsShownByElevenSeedsAndNotByTen() {
        // Half the interval is t √(2/n) deviations, with t by R's qt: 2.262 √(2/10) = 1.012, 2.228 √(2/11) = 0.950.
        int[] both = {0, 1};
        assertThat(equalMeans(3).showsEquivalence(both)).isFalse();
        assertThat(equalMeans(10).showsEquivalence(both)).isFalse();
        assertThat(equalMeans(11).showsEquivalence(both)).isTrue();
    }

    @Test
    void differenceIsNoEquivalenceHoweverManySeedsAgree() {
        double[] one = new double[40];
        double[] other = new double[40];
        for (int i = 0; i < one.length; i++) {
            one[i] = i % 2 == 0 ? 0.81 : 0.79;
            other[i] = (i % 2 == 0 ? 0.79 : 0.81) + 0.01;
        }
        // Deviation .0143, difference .010, half the interval 2.023 √(2/40) .0143 = .0065.
        AdditiveModel model = fit(List.of(bySeed(one), bySeed(other)));
        assertThat(model.showsEquivalence(new int[] {0, 1})).isFalse();
        assertThat(model.showsEquivalence(new int[] {1})).isTrue();
    }

    @Test
    void missingSeedIsNoAdvantage() {
        // Seed 2 is hard for all; a candidate that skipped it must not look better for that. Additive data: effects 0
        // and 1.
        NavigableMap<Integer, Double> all = bySeed(1.0, 9.0, 2.0);
        NavigableMap<Integer, Double> skipped = bySeed(2.0);
        skipped.put(3, 3.0);
        AdditiveModel model = fit(List.of(all, skipped));
        assertThat((model.means()[1] - model.means()[0]) * 9).isCloseTo(1, within(1e-9));
    }

    @Test
    void candidatesWithoutACommonSeedAreComparedUnpaired() {
        NavigableMap<Integer, Double> second = new TreeMap<>();
        second.put(7, 4.0);
        second.put(8, 6.0);
        AdditiveModel model = fit(List.of(bySeed(1, 3), second));
        // By hand: pooled variance (2 + 2) / 2 = 2, standard error √(2 (1/2 + 1/2)) = √2, t = 3/√2.
        assertThat(model.degrees()).isEqualTo(2);
        assertThat(model.errorsAbove(1, 0)).isCloseTo(3 / Math.sqrt(2), within(1e-9));
    }

    @Test
    void oneTrainingEachTellsNothingOfNoise() {
        assertThat(AdditiveModel.fit(List.of(bySeed(1), bySeed(2)))).isEmpty();
    }

    @Test
    void withoutNoiseEveryDifferenceIsCertain() {
        AdditiveModel model = fit(List.of(bySeed(0.1, 0.1, 0.1), bySeed(0.3, 0.3, 0.3), bySeed(0.1, 0.1, 0.1)));
        assertThat(model.variance()).isZero();
        assertThat(model.errorsAbove(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(model.errorsAbove(2, 0)).isZero();
    }
}
