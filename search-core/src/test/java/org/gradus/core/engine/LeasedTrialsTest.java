package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that one process asks for and another tells: each opening here stands for a process. */
class LeasedTrialsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private AskTell.Builder described() {
        return AskTell.of(SearchSpace.learningRate(1e-4, 10))
                .named("shell")
                .minimize("loss")
                .strategy(ToyStrategies.rates(0.1, 0.2, 0.3))
                .trials(3)
                .store(folder.resolve("s.study"))
                .clock(() -> now)
                .lease(HOUR);
    }

    private AskTell open() {
        return described().start();
    }

    private Optional<Integer> ask() {
        try (AskTell search = open()) {
            return search.ask().map(trial -> trial.trial().id().number());
        }
    }

    private void tell(int trial, double loss) {
        try (AskTell search = open()) {
            search.asked(trial).tell(loss);
        }
    }

    private Trial stored(int trial) {
        try (AskTell search = open()) {
            return search.view().trials().get(trial - 1);
        }
    }

    @Test
    void eachProcessGetsATrialOfItsOwnAndAnyTellsThemInAnyOrder() {
        assertThat(ask()).contains(1);
        assertThat(ask()).contains(2);
        tell(2, 0.5);
        assertThat(ask()).contains(3);
        assertThat(ask()).as("nothing before one is told").isEmpty();
        tell(3, 0.25);
        tell(1, 0.75);
        try (AskTell search = open()) {
            assertThat(search.ask()).isEmpty();
            assertThat(search.isFinished()).isTrue();
            assertThat(search.result().best().trial().id().number()).isEqualTo(3);
        }
        try (AskTell search = open()) {
            assertThat(search.isFinished()).as("before it is asked again").isTrue();
        }
    }

    @Test
    void trialIsGivenToAnotherOnceItsLeaseIsOverAndTheFirstToTellCounts() {
        assertThat(ask()).contains(1);
        now = now.plus(HOUR).minusMillis(1);
        assertThat(ask()).contains(2);
        now = now.plusMillis(1);
        assertThat(ask()).contains(1);
        try (AskTell search = open()) {
            assertThat(search.leases()).hasSize(2);
        }
        tell(1, 0.5);
        assertThatIllegalStateException()
                .isThrownBy(() -> tell(1, 0.1))
                .withMessage("trial 1 was told already: completed, trained for its epoch");
        assertThat(stored(1).finalScore().orElseThrow().value()).isEqualTo(0.5);
    }

    @Test
    void timeFromAskingToTellingIsThatOfTheTrial() {
        ask();
        now = now.plusSeconds(90);
        tell(1, 0.5);
        assertThat(stored(1).elapsedMillis()).isEqualTo(90_000);
    }

    @Test
    void trialThatIsNotThereIsRefused() {
        ask();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tell(2, 0.5))
                .withMessage("study 'shell' has no trial 2; the last one is trial 1");
    }

    @Test
    void loopInOneProcessSaysThatOthersMustTellFirst() {
        ask();
        ask();
        try (AskTell search = open()) {
            var trials = search.iterator();
            trials.next().tell(0.5);
            assertThatIllegalStateException()
                    .isThrownBy(trials::hasNext)
                    .withMessageContaining("[trial 1, trial 2]")
                    .withMessageContaining("close this search");
        }
    }

    @Test
    void programWithoutLeasesHasTheStudyAloneAndAsksAgainAtOnce() {
        ask();
        try (AskTell search = AskTell.of(SearchSpace.learningRate(1e-4, 10))
                .named("shell")
                .minimize("loss")
                .strategy(ToyStrategies.rates(0.1, 0.2, 0.3))
                .trials(3)
                .store(folder.resolve("s.study"))
                .start()) {
            assertThat(search.ask().orElseThrow().trial().id().number()).isEqualTo(1);
        }
    }

    @Test
    void curveOfStepsIsToldAsAWhole() {
        int trial;
        try (AskTell search = steps().start()) {
            trial = search.ask().orElseThrow().trial().id().number();
        }
        List<CurvePoint> curve = List.of(
                CurvePoint.ofBatch(5, 0.1, 3), validated(10, 0.6), CurvePoint.ofBatch(15, 0.1, 1), validated(20, 0.7));
        try (AskTell search = steps().start()) {
            AskTell.Asked asked = search.asked(trial);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> asked.tell(curve.subList(0, 2)))
                    .withMessageStartingWith(
                            "the curve of trial 1 must end with an evaluation after step 20, but ends after step 10");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> asked.tell(List.of(validated(30, 0.6))))
                    .withMessageContaining("lie above -1 and end at 20, but one is 30");
            asked.tell(curve);
            assertThat(search.view().trials().get(0).curve().points()).isEqualTo(curve);
            assertThat(search.view().trials().get(0).finalScore().orElseThrow().value())
                    .isEqualTo(-0.7);
        }
    }

    @Test
    void curveThatIsNotFiniteTellsDivergence() {
        try (AskTell search = steps().start()) {
            search.ask().orElseThrow().tell(List.of(validated(10, 0.6), CurvePoint.ofBatch(12, 0.1, Double.NaN)));
            Trial told = search.view().trials().get(0);
            assertThat(told.ended(OutcomeKind.DIVERGED)).isTrue();
            assertThat(told.curve().lastStep()).isEqualTo(12);
        }
    }

    private AskTell.Builder steps() {
        return AskTell.of(SearchSpace.learningRate(1e-4, 10))
                .named("steps")
                .maximize("f1")
                .strategy(ToyStrategies.rates(0.1, 0.2))
                .trials(2)
                .epochs(2)
                .stepsPerEpoch(10)
                .store(folder.resolve("steps.study"))
                .clock(() -> now)
                .lease(HOUR);
    }

    private static CurvePoint validated(long step, double f1) {
        return new CurvePoint(step, 0.1, 1, Optional.empty(), Optional.of(new Evaluation(1, Map.of("f1", f1))));
    }

    @Test
    void leaseOfNoTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described().lease(Duration.ZERO))
                .withMessage("a lease must last at least a millisecond, but was PT0S");
    }

    @Test
    void studyThatIsNotThereIsRefusedByName() {
        ask();
        String store = folder.resolve("s.study").toString();
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> AskTell.resume(store, "other", HOUR))
                .withMessageStartingWith("the store has no study 'other', but [shell]");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> AskTell.resume(store, "shell", HOUR))
                .withMessageContaining("which is unknown here")
                .withMessageContaining("strategy");
        try (var read = StudyStores.openReadOnly(Path.of(store))) {
            assertThat(read.events(new StudyId("shell"), 0))
                    .as("proposed and leased")
                    .hasSize(2);
        }
    }
}
