package org.gradus.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class StudyProgressTest {
    private static StudyBuilder of(StudyBudget budget) {
        return StudyBuilder.of(SearchSpace.learningRate(1e-5, 1), Objective.maximize("validationAccuracy"), budget);
    }

    private static StudyProgress progress(StudyBuilder study) {
        StudyRecord record = study.study();
        return StudyProgress.of(record, study.view());
    }

    @Test
    void whatHasNotBegunIsAnInterval() {
        StudyBuilder study =
                of(StudyBudget.of(10, 4)).completed(1e-2, 0.2, 0.3, 0.4, 0.5).stopped(1e-3, 0.1, 0.2);

        StudyProgress progress = progress(study);

        assertThat(progress.epochs()).isEqualTo(6);
        assertThat(progress.ended()).isEqualTo(2);
        int again =
                study.study().settings().replicates() * study.study().settings().finalists();
        assertThat(progress.leastLeft()).isEqualTo(8 * 3 + 4 * again);
        assertThat(progress.mostLeft()).isEqualTo(8 * 4 + 4 * again);
    }

    @Test
    void nothingNewBeginsInAClosedStudy() {
        StudyBuilder study =
                of(StudyBudget.of(10, 4)).completed(1e-2, 0.2, 0.3, 0.4, 0.5).running(1e-3, 2);
        int again = 4
                * study.study().settings().replicates()
                * study.study().settings().finalists();

        StudyProgress progress = progress(study.closed("enough"));

        assertThat(progress.leastLeft()).isEqualTo(2 + again);
        assertThat(progress.mostLeft()).isEqualTo(4 + again);
    }

    @Test
    void aBudgetWithoutAnEndHasNone() {
        StudyProgress progress = progress(of(new StudyBudget(OptionalInt.empty(), 4, OptionalLong.empty()))
                .completed(1e-2, 0.2, 0.3, 0.4, 0.5));

        assertThat(progress.hasEnd()).isFalse();
        assertThat(progress.share()).isZero();
        assertThat(TimeLeft.of(progress, progress, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void timeIsLeftAtThePaceSoFar() {
        StudyProgress before = new StudyProgress(0, 0, 30, 0, 0);
        StudyProgress now = new StudyProgress(10, 10, 20, 4, 2);

        TimeLeft left = TimeLeft.of(before, now, Duration.ofMinutes(5)).orElseThrow();

        assertThat(left).isEqualTo(new TimeLeft(Duration.ofMinutes(5), Duration.ofMinutes(10)));
        assertThat(left.words()).isEqualTo("about 5 to 10 min left");
        assertThat(new TimeLeft(Duration.ofSeconds(40), Duration.ofMinutes(3)).words())
                .isEqualTo("about 40 s to 3 min left");
        assertThat(new TimeLeft(Duration.ZERO, Duration.ofMinutes(200)).words()).isEqualTo("at most 3 h 20 min left");
    }

    @Test
    void epochsThatWereNotYetReportedCount() {
        StudyBuilder study = of(StudyBudget.of(10, 4))
                .completed(1e-2, 0.2, 0.3, 0.4, 0.5)
                .running(1e-3, 2)
                .held(1e-4, 0.1);
        StudyProgress reported = progress(study);

        StudyProgress known = StudyProgress.of(
                study.study(),
                study.view(),
                trial -> trial.epochsSpent() + (trial.id().number() == 2 ? 1.5 : 0));

        assertThat(known)
                .isEqualTo(new StudyProgress(
                        reported.epochs() + 1.5,
                        reported.leastLeft() - 1.5,
                        reported.mostLeft() - 1.5,
                        reported.begun(),
                        reported.ended()));
    }
}
