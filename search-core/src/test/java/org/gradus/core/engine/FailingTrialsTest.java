package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If anything happens to one trial, the search continues and lists it with its reason. */
class FailingTrialsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void trialsThatThrowHangDivergeOrRunOutOfMemoryDoNotEndTheSearch(int parallelism) {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 15) {
                switch (request.plan().id().number()) {
                    case 1 -> throw new IllegalArgumentException("the labels do not fit");
                    case 2 -> never.await();
                    case 3 -> throw new OutOfMemoryError("Java heap space");
                    case 4 -> throw new StackOverflowError();
                    default -> {}
                }
            }
            return request.plan().id().number() == 5 && step == 3 ? Double.NaN : loss;
        });
        StudyResult result = Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1, 0.2, 0.3, 0.4, 0.5, 0.6))
                .trials(6)
                .epochs(3)
                .trialTimeLimit(Duration.ofMillis(300))
                .parallelism(parallelism)
                .run();
        List<Outcome> outcomes = result.view().trials().stream()
                .map(Trial::outcome)
                .map(o -> o.orElseThrow())
                .toList();
        assertThat(outcomes)
                .extracting(Outcome::kind)
                .containsExactly(
                        OutcomeKind.FAILED,
                        OutcomeKind.FAILED,
                        OutcomeKind.FAILED,
                        OutcomeKind.FAILED,
                        OutcomeKind.DIVERGED,
                        OutcomeKind.COMPLETED);
        assertThat(outcomes.get(0).reason())
                .isEqualTo("the trainer threw java.lang.IllegalArgumentException: the labels do not fit");
        assertThat(((Outcome.Failed) outcomes.get(0)).stackTrace()).contains("FailingTrialsTest");
        assertThat(outcomes.get(1).reason()).isEqualTo("the trial took longer than its limit of 0.3 s");
        assertThat(outcomes.get(2).reason())
                .isEqualTo("the trainer ran out of memory: java.lang.OutOfMemoryError: Java heap space");
        assertThat(outcomes.get(3).reason()).isEqualTo("the trainer threw java.lang.StackOverflowError");
        assertThat(outcomes.get(4).reason()).isEqualTo("the loss is NaN at step 3");
        assertThat(result.best().learningRate()).isEqualTo(new LearningRate(0.6));
        assertThat(result.ranking().entries())
                .extracting(e -> e.trial().outcome().orElseThrow().kind())
                .isSorted();
    }

    @Test
    void studyOfFailuresAloneHasAResult() {
        ScriptedTrainer broken = new ScriptedTrainer((request, step, loss, cancel) -> {
            throw new IllegalStateException("never");
        });
        StudyResult result = Search.of(broken)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1, 0.2))
                .trials(2)
                .replicates(3)
                .run();
        assertThat(result.view().trials()).hasSize(2).allMatch(t -> t.ended(OutcomeKind.FAILED));
        assertThat(result.findBest()).isEmpty();
    }
}
