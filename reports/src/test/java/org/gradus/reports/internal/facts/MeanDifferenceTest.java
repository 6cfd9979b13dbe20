package org.gradus.reports.internal.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals of differences, held against R and against the tests of Commons Math. */
class MeanDifferenceTest {
    /** Student's sleep data (Biometrika 6, 1908), as R has them in {@code sleep}. */
    private static final double[] FIRST_DRUG = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND_DRUG = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    /** {@code t.test(extra ~ group, data = sleep)} of R: df = 17.776, interval −3.3654832 to 0.2054832. */
    @Test
    void independentSamplesAreComparedAsRDoes() {
        MeanDifference found =
                MeanDifference.unpaired(FIRST_DRUG, SECOND_DRUG, 0.95).orElseThrow();
        assertThat(found.difference()).isCloseTo(0.75 - 2.33, within(1e-12));
        assertThat(found.degrees()).isCloseTo(17.776, within(5e-4));
        assertThat(found.difference() - found.halfWidth()).isCloseTo(-3.3654832, within(5e-7));
        assertThat(found.difference() + found.halfWidth()).isCloseTo(0.2054832, within(5e-7));
    }

    /** {@code t.test(sleep2$extra.1, sleep2$extra.2, paired = TRUE)} of R: df = 9, interval −2.4598858 to −0.7001142. */
    @Test
    void pairsAreComparedAsRDoes() {
        MeanDifference found =
                MeanDifference.paired(FIRST_DRUG, SECOND_DRUG, 0.95).orElseThrow();
        assertThat(found.degrees()).isEqualTo(9);
        assertThat(found.difference() - found.halfWidth()).isCloseTo(-2.4598858, within(5e-7));
        assertThat(found.difference() + found.halfWidth()).isCloseTo(-0.7001142, within(5e-7));
    }

    /** A shift by either end of an interval has exactly the p-value that the interval stands for. */
    @ParameterizedTest
    @CsvSource({"3, 3, 0.95", "2, 7, 0.95", "12, 4, 0.99", "5, 5, 0.98333333"})
    void endsOfIntervalsAreWhereTheTestTurns(int first, int second, double confidence) {
        Random random = new Random(first * 31L + second);
        double[] a = random.doubles(first, 0.8, 0.9).toArray();
        double[] b = random.doubles(second, 0.5, 0.9).toArray();
        MeanDifference unpaired = MeanDifference.unpaired(a, b, confidence).orElseThrow();
        for (double end : new double[] {-unpaired.halfWidth(), unpaired.halfWidth()}) {
            assertThat(TestUtils.tTest(plus(a, -unpaired.difference() - end), b))
                    .isCloseTo(1 - confidence, within(1e-8));
        }
        if (first == second) {
            MeanDifference paired = MeanDifference.paired(a, b, confidence).orElseThrow();
            for (double end : new double[] {-paired.halfWidth(), paired.halfWidth()}) {
                assertThat(TestUtils.pairedTTest(plus(a, -paired.difference() - end), b))
                        .isCloseTo(1 - confidence, within(1e-8));
            }
        }
    }

    private static double[] plus(double[] figures, double shift) {
        return Arrays.stream(figures).map(figure -> figure + shift).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1, 1e300})
    void figuresOfAnySizeAreCompared(double size) {
        double[] a = Arrays.stream(FIRST_DRUG).map(figure -> figure * size).toArray();
        double[] b = Arrays.stream(SECOND_DRUG).map(figure -> figure * size).toArray();
        assertThat(MeanDifference.unpaired(a, b, 0.95).orElseThrow().halfWidth() / size)
                .isCloseTo(1.7854832, within(5e-7));
        assertThat(MeanDifference.paired(a, b, 0.95).orElseThrow().halfWidth() / size)
                .isCloseTo(0.8798858, within(5e-7));
    }

    @Test
    void tooFewFiguresOrNoneThatVarySayNothing() {
        double[] one = {0.8};
        double[] equal = {0.8, 0.8};
        double[] other = {0.9, 0.9};
        assertThat(MeanDifference.unpaired(one, SECOND_DRUG, 0.95)).isEmpty();
        assertThat(MeanDifference.unpaired(SECOND_DRUG, new double[0], 0.95)).isEmpty();
        assertThat(MeanDifference.paired(one, one, 0.95)).isEmpty();
        assertThat(MeanDifference.unpaired(equal, other, 0.95)).isEmpty();
        assertThat(MeanDifference.paired(equal, other, 0.95)).isEmpty();
        assertThat(MeanDifference.paired(FIRST_DRUG, plus(FIRST_DRUG, 0.1), 0.95))
                .isEmpty();
    }

    /**
     * How often equally good winners are said to differ, where each is the best of some equally good finalists. The share of 4,000
     * comparisons strays from the true one by less than 0.011 in all but a few of a thousand seeds.
     */
    @ParameterizedTest
    @CsvSource({"1, 1, 3", "3, 3, 3", "3, 1, 3", "3, 3, 10", "3, 1, 10"})
    void winnersThatAreEquallyGoodSeldomSeemToDiffer(int finalists, int others, int seeds) {
        int comparisons = 4000;
        Random random = new Random(1);
        int unpaired = 0;
        int paired = 0;
        for (int i = 0; i < comparisons; i++) {
            double[] none = new double[seeds];
            if (differs(MeanDifference.unpaired(bestOf(finalists, none, random), bestOf(others, none, random), 0.95))) {
                unpaired++;
            }
            double[] shared = Stream.generate(random::nextGaussian)
                    .limit(seeds)
                    .mapToDouble(x -> x)
                    .toArray();
            if (differs(
                    MeanDifference.paired(bestOf(finalists, shared, random), bestOf(others, shared, random), 0.95))) {
                paired++;
            }
        }
        assertThat(unpaired / (double) comparisons).isLessThan(0.075);
        assertThat(paired / (double) comparisons).isLessThan(0.075);
    }

    private static boolean differs(Optional<MeanDifference> found) {
        return Math.abs(found.orElseThrow().difference()) > found.orElseThrow().halfWidth();
    }

    /** The scores of the best of some candidates, with noise of their own and what each seed does to all of them. */
    private static double[] bestOf(int finalists, double[] seeds, Random random) {
        return Stream.generate(() -> Arrays.stream(seeds)
                        .map(seed -> seed + random.nextGaussian())
                        .toArray())
                .limit(finalists)
                .max(Comparator.comparingDouble(scores -> Arrays.stream(scores).sum()))
                .orElseThrow();
    }

    @Test
    void pairsNeedEquallyManyFigures() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanDifference.paired(new double[2], new double[3], 0.95))
                .withMessageContaining("2 and 3");
    }
}
