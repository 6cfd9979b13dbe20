package org.gradus.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the numbers of a race promise, held against many simulated races with known truth. */
class RaceCalibrationTest {
    private static final int RACES = 4000;
    private static final int SEEDS = 3;
    private static final double SEED_EFFECT = 2;

    /** One simulated race: normal noise of deviation 1, and an effect of the seed on all. */
    private static AdditiveModel race(Random random, double... means) {
        double[] seedEffects = random.doubles(SEEDS).map(u -> SEED_EFFECT * u).toArray();
        List<NavigableMap<Integer, Double>> scores = new ArrayList<>();
        for (double mean : means) {
            NavigableMap<Integer, Double> bySeed = new TreeMap<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                bySeed.put(seed, mean + seedEffects[seed] + random.nextGaussian());
            }
            scores.add(bySeed);
        }
        return AdditiveModel.fit(scores).orElseThrow();
    }

    private static int indexOfLowest(double[] values) {
        int lowest = 0;
        for (int i = 1; i < values.length; i++) {
            lowest = values[i] < values[lowest] ? i : lowest;
        }
        return lowest;
    }

    /** Whether the first candidate stays in the tied group. */
    private static boolean keepsFirst(AdditiveModel model) {
        int best = indexOfLowest(model.means());
        if (best == 0) {
            return true;
        }
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < model.means().length; i++) {
            if (i != best) {
                raw.add(model.pValueOfWorse(i, best));
            }
        }
        // The first candidate is the first of the others.
        return Holm.adjust(raw.stream().mapToDouble(Double::doubleValue).toArray())[0] >= Race.SIGNIFICANCE;
    }

    @Test
    void theTrulyBestIsSeldomDropped() {
        Random random = new Random(1);
        for (double[] means : new double[][] {{0, 0, 0}, {0, 0.5, 1}, {0, 0, 3}, {0, 0, 0, 0, 0}}) {
            int kept = 0;
            for (int i = 0; i < RACES; i++) {
                kept += keepsFirst(race(random, means)) ? 1 : 0;
            }
            // The worst case is that all are equal: 5 % of wrong drops, and four standard errors of 4,000 races.
            assertThat(kept / (double) RACES).isGreaterThan(0.95 - 0.014);
        }
    }

    @Test
    void probabilitiesMeanWhatTheySay() {
        // Truths from a wide prior, so that the flat one of the posterior applies: the mean claim is the share of right
        // ones.
        Random random = new Random(2);
        double claimed = 0;
        double right = 0;
        for (int i = 0; i < RACES; i++) {
            double[] means = {4 * random.nextGaussian(), 4 * random.nextGaussian()};
            AdditiveModel model = race(random, means);
            double p = BestProbability.of(model)[0];
            claimed += Math.max(p, 1 - p);
            right += (p > 0.5) == (means[0] < means[1]) ? 1 : 0;
        }
        assertThat(claimed / RACES).isCloseTo(right / RACES, within(0.02));
    }
}
