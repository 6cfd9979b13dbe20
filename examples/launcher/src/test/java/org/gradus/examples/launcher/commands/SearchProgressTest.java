package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.examples.launcher.internal.commandline.LinesBelow;
import org.gradus.examples.launcher.internal.commandline.Screen;
import org.gradus.examples.launcher.internal.commandline.VirtualScreen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a screen shows of studies of 100 trials of 5 epochs and 9 replicates, which are 545 epochs. */
class SearchProgressTest {
    private VirtualScreen screen = new VirtualScreen(130, 30);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final RunningTrainings trainings = new RunningTrainings(() -> {});
    private String name = "digits";

    private SearchProgress progress() {
        LinesBelow lines = new LinesBelow(new PrintWriter(screen), false);
        return new SearchProgress(lines, new Screen(screen::size, false), trainings, ending::get, nanos::get);
    }

    private StudyRecord named(StudyBuilder study) {
        StudyRecord record = study.study();
        return new StudyRecord(
                new StudyId(name),
                record.space(),
                record.objective(),
                record.budget(),
                record.settings(),
                record.provenance());
    }

    /** Begins the study and, a time later, tells of all that happened in it. */
    private SearchProgress play(StudyBuilder study, long seconds) {
        SearchProgress progress = progress();
        StudyFold fold = new StudyFold(study.study());
        progress.onStart(named(study));
        List<TrialEvent> events = study.events();
        for (int i = 0; i < events.size(); i++) {
            fold.apply(events.get(i));
            progress.onEvent(events.get(i), fold.view());
            if (i == 0) {
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
            }
        }
        return progress;
    }

    private void draw(StudyBuilder study, long seconds) {
        play(study, seconds).draw();
    }

    private static StudyBuilder twoEnded() {
        return StudyBuilder.rates(1e-5, 1, 5).completed(1e-2, 0.8).stopped(1e-3, 0.3, 0.5);
    }

    /** The trials that are open are in training here, none of them evaluated yet. */
    private SearchProgress playHere(StudyBuilder study) {
        SearchProgress progress = play(study, 70);
        study.view().open().forEach(trial -> trainings.at(new TrainingPlace(trial.plan(), 0, 50, Optional.empty())));
        return progress;
    }

    private void place(StudyBuilder study, int trial, long step, double accuracy) {
        Trial found = study.view().trial(new TrialId(trial));
        CurvePoint point = new CurvePoint(step, 0.1, 0.5, Optional.empty(), Optional.of(Evaluation.of(0.5, accuracy)));
        trainings.at(new TrainingPlace(found.plan(), step, 50, Optional.of(point)));
    }

    @Test
    void theBarHasEpochsAndTheBestAndTheTimeLeft() {
        // 7 epochs took 70 s. At most 98 trials of 5 epochs are left, at least of the mean of 3.5, and 9 replicates of
        // 5:
        // 3880 s and 5350 s.
        draw(twoEnded(), 70);

        assertThat(screen.lines())
                .containsExactly("digits [" + " ".repeat(30)
                        + "]   1% 7 of at most 542 epochs, best 0.8 at 1e-2, about 1 h 5 min to 1 h 29 min left");
    }

    @Test
    void runningTrialsHaveALineEachWithWhatIsKnownHere() {
        StudyBuilder study = twoEnded().running(3.2e-3, 5).running(1e-1, 2);
        SearchProgress progress = playHere(study);
        place(study, 3, 20, 0.8125);
        progress.draw();

        assertThat(screen.lines())
                .hasSize(3)
                .endsWith(
                        "  trial 3  epoch 2 of 5  validation accuracy 0.812  rate 3.2e-3",
                        "  trial 4  epoch 0 of 5                             rate 1e-1");
        assertThat(screen.lines().get(0))
                .as("two epochs more than were reported")
                .contains("]   1% 9 of at most");
    }

    @Test
    void whatIsReportedStandsInTheStudyFromThenOn() {
        StudyBuilder study = twoEnded().running(3.2e-3, 5);
        place(study, 3, 20, 0.8125);
        TrialId trial = new TrialId(3);

        assertThat(trainings.reported(new TrialEvent.CurveExtended(trial, List.of(), "test", 0, Optional.empty())))
                .isTrue();
        assertThat(trainings.of(trial)).isEmpty();
    }

    @Test
    void linesOfTrialsHaveTheirConfigurations() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .integer("batch", 1, 64, Scale.LOG)
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.minimize("validationLoss"), StudyBudget.of(100, 5))
                .running(
                        Configuration.of(new LearningRate(1e-2)).toBuilder()
                                .set("batch", 32)
                                .build(),
                        5);
        playHere(study).draw();

        assertThat(screen.lines().get(1)).isEqualTo("  trial 1  epoch 0 of 5  batch=32, learningRate=1e-2");
    }

    @Test
    void trialsThatWaitOrTrainElsewhereHaveNoLine() {
        draw(twoEnded().running(3.2e-3, 5), 70);

        assertThat(screen.lines()).hasSize(1);
    }

    @Test
    void moreTrialsThanThereIsRoomForAreCounted() {
        StudyBuilder study = twoEnded();
        for (int i = 0; i < 40; i++) {
            study.running(1e-3 * (i + 1), 5);
        }
        SearchProgress progress = playHere(study);
        progress.draw();

        assertThat(screen.lines()).hasSize(11);
        assertThat(screen.lines().get(10)).isEqualTo("  and 31 more trials");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20, 30, 40, 59, 60, 79, 80, 100, 200})
    void nothingWrapsHoweverNarrowTheScreenIs(int columns) {
        name = "漢字-é-" + "very-long-".repeat(20);
        screen = new VirtualScreen(columns, 12);
        StudyBuilder study = twoEnded().running(3.2e-3, 5).running(1e-1, 2);
        SearchProgress progress = playHere(study);
        progress.draw();
        progress.draw();

        assertThat(screen.lines()).hasSize(columns < 60 ? 1 : 3);
        assertThat(screen.row()).isZero();
        if (columns >= 20) {
            assertThat(screen.lines().get(0)).contains("  1% 7");
        }
    }

    @Test
    void aLowScreenHasTheBarAlone() {
        screen = new VirtualScreen(130, 9);
        playHere(twoEnded().running(3.2e-3, 5)).draw();

        assertThat(screen.lines()).hasSize(1);
    }

    @Test
    void aChangedSizeIsFollowedAfterASecond() {
        SearchProgress progress = playHere(twoEnded().running(3.2e-3, 5));
        progress.draw();
        screen.resize(40, 30);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        progress.draw();

        assertThat(screen.lines()).containsExactly("  1% 7/542 epochs, best 0.8 at 1e-2");
    }

    @Test
    void atTheEndTheBarStaysFullAndAlone() {
        StudyBuilder study = twoEnded().running(3.2e-3, 5);
        SearchProgress progress = playHere(study);
        progress.draw();
        progress.onEnd(result(study, false));
        progress.draw();

        assertThat(screen.lines()).containsExactly("digits [" + "=".repeat(30) + "] 100% 7 epochs, best 0.8 at 1e-2");
    }

    @Test
    void anInterruptedSearchKeepsItsShare() {
        StudyBuilder study = twoEnded();
        SearchProgress progress = playHere(study);
        ending.set(true);
        progress.draw();
        assertThat(screen.lines().get(0)).endsWith("best 0.8 at 1e-2, ending");

        progress.onEnd(result(study, true));
        assertThat(screen.lines()).hasSize(1);
        assertThat(screen.lines().get(0))
                .contains("]   1% 7 of at most 542 epochs")
                .endsWith(", interrupted");
    }

    private StudyResult result(StudyBuilder study, boolean interrupted) {
        return new StudyResult(named(study), study.view(), new ScoreRanking().rank(study.view()), interrupted);
    }

    @Test
    void aBudgetWithoutAnEndHasNoBar() {
        StudyBuilder study = StudyBuilder.of(
                        SearchSpace.learningRate(1e-5, 1),
                        Objective.maximize("validationAccuracy"),
                        new StudyBudget(OptionalInt.empty(), 5, OptionalLong.empty()))
                .completed(1e-2, 0.8);
        draw(study, 70);

        assertThat(screen.lines()).containsExactly("digits 5 epochs, best 0.8 at 1e-2");
    }
}
