package org.gradus.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

/** The plateau is summed over cells of 0.02 decades, hence the tolerance of a thousandth. */
class RateProbesTest {
    private static StudyBuilder study(int epochs) {
        return StudyBuilder.of(
                SearchSpace.learningRate(1e-5, 1),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(20, epochs));
    }

    @Test
    void thePlateauIsWeighedByHowFarItStandsOut() {
        // A tent with its top 0.6 at place 2 and 0.2 one decade to either side: symmetric, so its centre is its top.
        RateProbes probes = RateProbes.of(
                study(5).held(1e-4, 0.2).held(1e-3, 0.6).held(1e-2, 0.2).view());
        assertThat(probes.leader(1).orElseThrow().place()).isCloseTo(2, within(1e-12));
        assertThat(probes.plateau(1)).isCloseTo(2, within(1e-3));
    }

    @Test
    void aFlatTopCountsWholly() {
        // Equal at places 2 and 3; the slopes outside are steep and alike, so the centre is half way.
        RateProbes probes = RateProbes.of(study(5).held(1e-4, 0.1)
                .held(1e-3, 0.6)
                .held(1e-2, 0.6)
                .held(1e-1, 0.1)
                .view());
        assertThat(probes.plateau(1)).isCloseTo(2.5, within(1e-3));
    }

    @Test
    void theTargetLiesBelowThePlateauTheMoreTheLongerTheTraining() {
        // 0.12 (log10²(5) - 0) = 0.0586, 0.12 (log10²(50) - 0) = 0.3464.
        for (int epochs : new int[] {5, 50}) {
            RateProbes probes = RateProbes.of(study(epochs)
                    .held(1e-4, 0.2)
                    .held(1e-3, 0.6)
                    .held(1e-2, 0.2)
                    .view());
            assertThat(probes.target().orElseThrow()).isCloseTo(epochs == 5 ? 1.9414 : 1.6536, within(1e-3));
        }
    }

    @Test
    void theTargetStaysBelowWhatDiverged() {
        RateProbes probes = RateProbes.of(study(5).held(1e-4, 0.2)
                .held(1e-3, 0.6)
                .held(1e-2, 0.2)
                .diverged(1.2e-3, 0.6)
                .view());
        // 1.2e-3 lies log10(1.2e-3) + 5 = 2.0792 decades up, and 0.2 are kept from it.
        assertThat(probes.target().orElseThrow()).isLessThanOrEqualTo(1.8793);
    }

    @Test
    void withoutAScoreThereIsNoTarget() {
        assertThat(RateProbes.of(study(5).view()).target()).isEmpty();
        assertThat(RateProbes.of(study(5).diverged(0.1).running(0.01, 1).view()).target())
                .isEmpty();
    }
}
