package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopRuleTest {
    private static final StudyView STUDY =
            StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.6).stopped(0.2, 0.9).view();

    private static Search search(ScriptedTrainer trainer) {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(1e-3, 0.01, 0.1, 0.2, 0.3, 0.4))
                .epochs(2);
    }

    /** A rule of a user's own: once a number of epochs was trained in all. */
    private static StopRule epochs(int epochs) {
        return StopRule.of(
                epochs + " epochs",
                (view, elapsed) -> view.epochsSpent() >= epochs
                        ? Optional.of("the budget of " + epochs + " epochs is spent")
                        : Optional.empty());
    }

    @Test
    void wordsSayWhichRuleItIs() {
        assertThat(epochs(4).words()).isEqualTo("4 epochs");
        assertThat(StopRule.wallClock(Duration.ofSeconds(90)).words()).isEqualTo("wall clock 90 s");
        assertThat(StopRule.target(0.92).words()).isEqualTo("target 0.92");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRule.of(" ", (view, elapsed) -> Optional.empty()))
                .withMessage("a stop rule must have words that say which one it is");
    }

    @Test
    void timeIsOverWhenItIs() {
        StopRule rule = StopRule.wallClock(Duration.ofSeconds(90));
        assertThat(rule.reason(STUDY, Duration.ofMillis(89_999))).isEmpty();
        assertThat(rule.reason(STUDY, Duration.ofSeconds(90))).contains("the time of 90 s is over");
        for (Duration limit : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StopRule.wallClock(limit))
                    .withMessage("a time limit must be positive, but was " + limit);
        }
    }

    /** The stopped trial was better, but only completed trials reach a target. */
    @Test
    void targetIsReachedByACompletedTrial() {
        assertThat(StopRule.target(0.61).reason(STUDY, Duration.ZERO)).isEmpty();
        assertThat(StopRule.target(0.6).reason(STUDY, Duration.ZERO))
                .contains("trial 1 reached the target 0.6 with 0.6");
        assertThat(StopRule.target(0.5).reason(STUDY, Duration.ZERO)).isPresent();
        StudyView nothing = StudyBuilder.rates(1e-5, 1, 2).view();
        assertThat(StopRule.target(0).reason(nothing, Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void targetIsFinite(double target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRule.target(target))
                .withMessage("a target must be finite, but was " + target);
    }

    @Test
    void searchEndsWithTheTrialThatSpendsTheEpochs() {
        StudyResult result = search(new ScriptedTrainer()).stopWhen(epochs(5)).run();
        assertThat(result.view().trials()).hasSize(3);
        assertThat(result.view().closed()).contains("the budget of 5 epochs is spent");
        assertThat(result.interrupted()).isFalse();
    }

    /** Losses after 20 steps are ½·0.9^40 = 0.0074 at rate 0.1, the third, and above 0.3 before. */
    @Test
    void searchEndsWithTheTrialThatReachesTheTarget() {
        StudyResult result = search(new ScriptedTrainer())
                .objective(Objective.minimize("validationLoss"))
                .stopWhen(StopRule.target(0.01))
                .run();
        assertThat(result.view().trials()).hasSize(3);
        assertThat(result.view().closed()).contains("trial 3 reached the target 0.01 with 7.39e-3");
    }

    @Test
    void whatIsHeldEndsAsStoppedByTheRule() {
        StudyResult result = search(new ScriptedTrainer())
                .policy(ToyPolicies.bestHalf())
                .stopWhen(epochs(2))
                .run();
        assertThat(result.view().trials())
                .hasSize(2)
                .allMatch(t ->
                        t.outcome().equals(Optional.of(new Outcome.Stopped(1, "the budget of 2 epochs is spent"))));
    }

    /** Every trial that ends takes a minute of this clock. */
    @Test
    void searchEndsWithItsTime() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        StudyResult result = search(new ScriptedTrainer())
                .clock(now::get)
                .listener(new SearchListener() {
                    @Override
                    public void onEvent(TrialEvent event, StudyView view) {
                        if (event.kind() == TrialEvent.Kind.TRIAL_ENDED) {
                            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
                        }
                    }
                })
                .stopWhen(StopRule.wallClock(Duration.ofMinutes(4)))
                .run();
        assertThat(result.view().trials()).hasSize(4);
        assertThat(result.view().closed()).contains("the time of 240 s is over");
        assertThat(result.study().provenance().details()).containsEntry("started", "1970-01-01T00:00:00Z");
    }

    @Test
    void whatRunsWhenTheTimeIsOverIsCancelled() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() == 2 && step == 15) {
                now.set(Instant.EPOCH.plus(Duration.ofHours(1)));
                while (!cancel.isCancelled()) {
                    Thread.onSpinWait();
                }
            }
            return loss;
        });
        StudyResult result = search(trainer)
                .clock(now::get)
                .stopWhen(StopRule.wallClock(Duration.ofHours(1)))
                .run();
        assertThat(result.view().trials()).hasSize(2);
        assertThat(result.view().trial(new TrialId(2)).outcome())
                .contains(new Outcome.Stopped(1, "the time of 3600 s is over"));
        assertThat(result.best().trial().id()).isEqualTo(new TrialId(1));
    }
}
