package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

class TrialLineTest {
    private static final StudyBuilder STUDY = StudyBuilder.rates(1e-5, 1, 5)
            .baseline(0.1, 0.75)
            .sweep(1e-5, 1, 2.3, 2.0, 1.5)
            .completed(0.0056, 0.8714)
            .completed(0.0032, 0.861)
            .diverged(0.9, 0.2)
            .stopped(1e-5, 0.1, 0.12)
            .failed(0.02, "java.lang.OutOfMemoryError: Java heap space\nsecond line")
            .replicate(3, 0.8666);

    /** The figure of the best is the mean of its trainings, 0.8714 and 0.8666. */
    @Test
    void saysHowEachTrialEnded() {
        assertThat(line(1)).isEqualTo("trial 1: rate 1e-1 (the optimizer's default), validation accuracy 0.750");
        assertThat(line(2)).isEqualTo("trial 2: sweep from 1e-5 to 1e0, 3 steps");
        assertThat(line(4))
                .isEqualTo("trial 4: rate 3.2e-3, validation accuracy 0.861, best so far trial 3 at 5.6e-3 with 0.869");
        assertThat(line(5))
                .isEqualTo("trial 5: rate 9e-1, diverged after step 11, best so far trial 3 at 5.6e-3 with 0.869");
        assertThat(line(6))
                .isEqualTo("trial 6: rate 1e-5, stopped after epoch 2 at validation accuracy 0.120,"
                        + " best so far trial 3 at 5.6e-3 with 0.869");
        assertThat(line(7))
                .isEqualTo("trial 7: rate 2e-2, failed: java.lang.OutOfMemoryError: Java heap space,"
                        + " best so far trial 3 at 5.6e-3 with 0.869");
        assertThat(line(8)).isEqualTo("trial 8: rate 5.6e-3 (trial 3 again, seed 1), validation accuracy 0.867");
    }

    @Test
    void namesNoBestWhereThereIsNone() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 5).diverged(0.9).view();

        assertThat(TrialLine.of(study.trial(new TrialId(1)), study))
                .isEqualTo("trial 1: rate 9e-1, diverged after step 1; 0.1 epochs spent");
    }

    @Test
    void saysWhereATrialStandsThatMayGoOn() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 5)
                .waiting(1e-3, 0.3, 0.5)
                .completed(1e-2, 0.8)
                .view();
        TrialId first = new TrialId(1);

        assertThat(TrialLine.isMilestone(study.trial(first), study)).isTrue();
        assertThat(TrialLine.isMilestone(study.trial(new TrialId(2)), study)).isFalse();
        assertThat(TrialLine.atMilestone(study.trial(first), study))
                .isEqualTo("trial 1: rate 1e-3, after epoch 2 of 5 validation accuracy 0.500");
    }

    private static String line(int trial) {
        String line = TrialLine.of(STUDY.view().trial(new TrialId(trial)), STUDY.view());
        // Four trainings of 5 epochs, 3 steps of a sweep and 11 of a divergence at 10 an epoch, and 2 epochs.
        assertThat(line).endsWith("; 23.4 epochs spent");
        return line.substring(0, line.lastIndexOf(';'));
    }
}
