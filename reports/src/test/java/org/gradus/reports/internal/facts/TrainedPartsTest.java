package org.gradus.reports.internal.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.Verdict;
import org.gradus.reports.internal.facts.TrainedParts.Part;
import org.junit.jupiter.api.Test;

class TrainedPartsTest {
    private static final long STEPS = 10;

    private static TrialEvent proposed(int number) {
        return new TrialEvent.TrialProposed(
                TrialPlan.search(
                        new TrialId(number), Configuration.of(new LearningRate(0.1 / number)), Seeds.of(1, 0), STEPS),
                1);
    }

    private static TrialEvent trained(int number, int untilEpoch, String worker, long millis) {
        return new TrialEvent.CurveExtended(
                new TrialId(number),
                List.of(CurvePoint.ofBatch(untilEpoch * STEPS, 0.1 / number, 1)),
                worker,
                millis,
                Optional.empty());
    }

    /** The second trial is reported first; the first one trains on, with another worker. */
    private static StudyView study() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 4);
        List.of(
                        proposed(1),
                        proposed(2),
                        trained(2, 1, "b", 300),
                        trained(1, 1, "a", 500),
                        new TrialEvent.DecisionMade(
                                new Decision(new TrialId(1), Verdict.CONTINUE, 4, "it is the best")),
                        trained(1, 4, "b", 2000))
                .forEach(study::record);
        return study.view();
    }

    @Test
    void partsAreInTheOrderOfTheirReports() {
        TrainedParts parts = TrainedParts.of(study());
        assertThat(parts.parts())
                .extracting(part -> part.trial().number(), Part::worker)
                .containsExactly(Tuple.tuple(2, "b"), Tuple.tuple(1, "a"), Tuple.tuple(1, "b"));
        assertThat(parts.parts()).extracting(Part::epochsByThen).containsExactly(1.0, 2.0, 5.0);
        assertThat(parts.parts()).extracting(Part::millisByThen).containsExactly(300L, 800L, 2800L);
    }

    @Test
    void clockOfAWorkerCountsItsOwnTrainings() {
        List<Part> parts = TrainedParts.of(study()).parts();
        assertThat(parts).extracting(Part::fromMillis).containsExactly(0L, 0L, 300L);
        assertThat(parts).extracting(Part::untilMillis).containsExactly(300L, 500L, 2300L);
    }

    @Test
    void timeIsThatOfTheSegmentInWhichTheEpochsWereReached() {
        TrainedParts parts = TrainedParts.of(study());
        assertThat(parts.millisAt(1)).isEqualTo(300);
        assertThat(parts.millisAt(1.5)).isEqualTo(800);
        assertThat(parts.millisAt(5)).isEqualTo(2800);
        assertThat(parts.lasts().get(new TrialId(1)).untilMillis()).isEqualTo(2300);
    }
}
