package org.gradus.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;

class BestProbabilityTest {
    /** Four standard errors of the Monte Carlo estimate at a probability of one half. */
    private static final double FOUR_ERRORS = 4 * 0.5 / Math.sqrt(BestProbability.DRAWS);

    /** Candidates of unit noise, trained with three seeds each, apart from seed effects. */
    private static AdditiveModel model(int degrees, double... means) {
        return new AdditiveModel(
                means,
                1,
                degrees,
                MatrixUtils.createRealIdentityMatrix(means.length).scalarMultiply(1.0 / 3));
    }

    @Test
    void twoCandidatesFollowStudentsT() {
        // Student's t with 4 degrees of freedom: 2.131847 is its 95 % quantile (any printed table).
        double difference = 2.131847 * Math.sqrt(2.0 / 3);
        assertThat(BestProbability.of(model(4, 0, difference)))
                .containsExactly(new double[] {0.95, 0.05}, within(1e-6));
    }

    @Test
    void aHopelessThirdChangesNothing() {
        double difference = 2.131847 * Math.sqrt(2.0 / 3);
        double[] shares = BestProbability.of(model(4, difference, 1e9, 0));
        assertThat(shares[2]).isCloseTo(0.95, within(FOUR_ERRORS));
        assertThat(shares[1]).isZero();
    }

    @Test
    void equalCandidatesShare() {
        double[] shares = BestProbability.of(model(6, 1, 1, 1, 1));
        assertThat(shares).containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(FOUR_ERRORS));
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void sameModelGivesTheSameNumbers() {
        assertThat(BestProbability.of(model(6, 1, 1.1, 1.2))).isEqualTo(BestProbability.of(model(6, 1, 1.1, 1.2)));
    }

    @Test
    void theOnlyCandidateIsTheBest() {
        assertThat(BestProbability.of(model(2, 5))).containsExactly(1);
    }
}
