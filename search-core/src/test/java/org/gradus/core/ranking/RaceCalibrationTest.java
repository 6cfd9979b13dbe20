package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of a race, compared with simulated searches with known truth. */
class RaceCalibrationTest {
    private static final int RACES = 160;
    private static final int CANDIDATES = 10;
    private static final int FINALISTS = 3;
    private static final int SEEDS = 3;

    private int claims;
    private double claimed;
    private double right;
    private int covered;
    private int held;

    /** Ten candidates with one training each, the three best of them with three fresh seeds; normal noise of deviation 1. */
    private void race(Random random, double[] truths, double seedEffect) {
        double[] search = new double[CANDIDATES];
        double shared = seedEffect * random.nextGaussian();
        Arrays.setAll(search, i -> truths[i] + shared + random.nextGaussian());
        int[] order = IntStream.range(0, CANDIDATES)
                .boxed()
                .sorted((a, b) -> Double.compare(search[a], search[b]))
                .mapToInt(i -> i)
                .toArray();
        List<NavigableMap<Integer, Double>> scores = new ArrayList<>();
        for (int i = 0; i < FINALISTS; i++) {
            scores.add(new TreeMap<>());
        }
        for (int seed = 1; seed <= SEEDS; seed++) {
            double effect = seedEffect * random.nextGaussian();
            for (int i = 0; i < FINALISTS; i++) {
                scores.get(i).put(seed, truths[order[i]] + effect + random.nextGaussian());
            }
        }
        AdditiveModel model = AdditiveModel.fit(scores).orElseThrow();
        double[] own =
                IntStream.range(0, FINALISTS).mapToDouble(i -> search[order[i]]).toArray();
        double[] others =
                Arrays.stream(order).skip(FINALISTS).mapToDouble(i -> search[i]).toArray();
        double[] finalists =
                IntStream.range(0, FINALISTS).mapToDouble(i -> truths[order[i]]).toArray();
        count(model, new RacePosterior(RaceFigures.of(model, scores, own, others)), finalists);
    }

    private void count(AdditiveModel model, RacePosterior posterior, double[] truths) {
        double best = Arrays.stream(truths).min().orElseThrow();
        double share = 1.0 / Arrays.stream(truths).filter(t -> t == best).count();
        double[] chances = posterior.probabilities();
        int winner = 0;
        for (int i = 1; i < FINALISTS; i++) {
            winner = model.means()[i] < model.means()[winner] ? i : winner;
        }
        claims++;
        claimed += chances[winner];
        right += truths[winner] == best ? share : 0;
        double truth = truths[winner] / model.scale();
        covered += posterior.low(winner) <= truth && truth <= posterior.high(winner) ? 1 : 0;
        int named = IntStream.range(0, FINALISTS)
                .filter(i -> truths[i] == best)
                .findFirst()
                .orElseThrow();
        held += chances[named] >= Race.TIED ? 1 : 0;
    }

    /** Four standard errors of a share of this number of races at one half: what luck explains. */
    private double luck() {
        return 4 * 0.5 / Math.sqrt(claims);
    }

    @Test
    void equalCandidatesAreNotToldApart() {
        Random random = new Random(1);
        for (int i = 0; i < RACES; i++) {
            race(random, new double[CANDIDATES], i % 3);
        }
        // Each is the best with a third. A flat prior claims .60 for the best mean.
        assertThat(claimed / claims).isBetween(0.33, 0.45);
        assertThat(held / (double) claims).isGreaterThanOrEqualTo(0.95);
        assertThat(covered / (double) claims).isGreaterThan(0.92);
    }

    @Test
    void claimsAreRightAsOftenAsTheySayFromCloseToFar() {
        Random random = new Random(2);
        for (int i = 0; i < RACES; i++) {
            double steepness = 2 * Math.abs(random.nextGaussian());
            double top = random.nextDouble();
            double[] truths = random.doubles(CANDIDATES)
                    .map(x -> steepness * 25 * (x - top) * (x - top))
                    .toArray();
            race(random, truths, i % 3);
        }
        assertThat(claimed / claims).isCloseTo(right / claims, within(luck()));
        // 95 % and four standard errors of 160 races.
        assertThat(covered / (double) claims).isGreaterThan(0.95 - 4 * 0.0172);
        assertThat(held / (double) claims).isGreaterThan(0.95 - 4 * 0.0172);
    }

    @Test
    void hopelessCandidatesDoNotSeparateTheClose() {
        Random random = new Random(3);
        for (int i = 0; i < RACES / 2; i++) {
            double[] truths = new double[CANDIDATES];
            Arrays.fill(truths, 4, CANDIDATES, 200);
            race(random, truths, 0);
        }
        assertThat(claimed / claims).isLessThan(0.5);
    }
}
