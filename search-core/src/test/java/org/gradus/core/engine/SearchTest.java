package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches end to end, on gradient descent down ½x², whose best rate is 1 and whose edge is 2. */
class SearchTest {
    private static Search search(Strategy strategy) {
        return search(new ScriptedTrainer(), strategy);
    }

    private static Search search(ScriptedTrainer trainer, Strategy strategy) {
        return Search.of(trainer)
                .learningRate(1e-4, 10)
                .objective(Objective.minimize("validationLoss"))
                .strategy(strategy)
                .trials(8)
                .epochs(3);
    }

    private static Trial trial(StudyResult result, int number) {
        return result.view().trial(new TrialId(number));
    }

    @Test
    void bestRateIsFoundAndTheOthersAreListed() {
        StudyResult result = search(ToyStrategies.rates(1e-3, 0.1, 0.8, 1.5, 5))
                .recordEvery(1)
                .run();
        assertThat(result.best().learningRate()).isEqualTo(new LearningRate(0.8));
        assertThat(result.best().figure().orElseThrow().mean()).isCloseTo(Math.pow(0.2, 60) / 2, within(1e-50));
        assertThat(result.view().trials())
                .extracting(t -> t.outcome().orElseThrow().kind())
                .containsExactly(
                        OutcomeKind.COMPLETED,
                        OutcomeKind.COMPLETED,
                        OutcomeKind.COMPLETED,
                        OutcomeKind.COMPLETED,
                        OutcomeKind.DIVERGED);
        assertThat(result.view().closed()).contains("all rates were tried");
        assertThat(result.interrupted()).isFalse();
        assertThat(result.ranking().entries()).hasSize(5);
        // Divergence is seen at the end of the first epoch.
        assertThat(result.epochsSpent()).isCloseTo(4 * 3 + 1, within(1e-12));
        assertThat(result.trainingMillis()).isNotNegative();
    }

    @Test
    void studyThatWasBegunIsSearchedLater(@TempDir Path folder) {
        Path file = folder.resolve("begun.study");
        ScriptedTrainer trainer = new ScriptedTrainer();
        Search search = search(trainer, ToyStrategies.rates(0.1, 0.8)).store(file);
        search.begin();
        search.begin();
        assertThat(trainer.opened()).isEmpty();
        Search other = search(trainer, ToyStrategies.rates(0.1, 0.8)).seed(2).store(file);
        assertThatIllegalStateException().isThrownBy(other::begin).withMessageContaining("its seed was");
        assertThat(search.run().best().learningRate()).isEqualTo(new LearningRate(0.8));
    }

    /** Two and a half trainings of 4 epochs are 10 epochs, whichever is said first; the later of two limits counts. */
    @Test
    void budgetMayBeSaidInFullTrainings() {
        StudyBudget budget = new StudyBudget(OptionalInt.of(8), 4, OptionalLong.of(10));
        Search search = search(ToyStrategies.rates(0.1, 0.2, 0.3, 0.4, 0.5));
        assertThat(search.totalEpochs(99)
                        .fullTrainings(2.5)
                        .epochs(4)
                        .run()
                        .study()
                        .budget())
                .isEqualTo(budget);
        assertThat(search.fullTrainings(7).totalEpochs(10).run().view().searched())
                .hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.fullTrainings(0.5))
                .withMessage("full trainings must be at least 1 and finite, but were 0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "best-half", "epoch-by-epoch"})
    void resultOfRoundsDoesNotDependOnParallelism(String policy) {
        List<Views.TimelessTrial> alone = rounds(policy, 1, 5);
        assertThat(alone)
                .hasSize(8 + 2 * 2 + 3)
                .last()
                .extracting(t -> t.plan().purpose())
                .isEqualTo(TrialPurpose.REPLICATE);
        assertThat(rounds(policy, 2, 5)).isEqualTo(alone);
        assertThat(rounds(policy, 3, 5)).isEqualTo(alone);
        assertThat(rounds(policy, 1, 6)).isNotEqualTo(alone);
    }

    private static List<Views.TimelessTrial> rounds(String policy, int parallelism, long seed) {
        StudyResult result = search(ToyStrategies.leaning())
                .policy(
                        switch (policy) {
                            case "full" -> new FullBudget();
                            case "best-half" -> ToyPolicies.bestHalf();
                            default -> ToyPolicies.epochByEpoch();
                        })
                .baseline(Configuration.of(new LearningRate(0.01)))
                .finalists(2)
                .replicates(2)
                .round(2)
                .parallelism(parallelism)
                .seed(seed)
                .run();
        return Views.timeless(result.view());
    }

    @Test
    void sameSeedTwiceIsTheSameSearch() {
        List<Views.TimelessTrial> once =
                Views.timeless(search(ToyStrategies.leaning()).seed(1).run().view());
        assertThat(Views.timeless(search(ToyStrategies.leaning()).seed(1).run().view()))
                .isEqualTo(once);
        assertThat(Views.timeless(search(ToyStrategies.leaning()).seed(2).run().view()))
                .isNotEqualTo(once);
    }

    @Test
    void severalTrainAtOnce() {
        CountDownLatch three = new CountDownLatch(3);
        ScriptedTrainer meeting = new ScriptedTrainer((request, step, loss, cancel) -> {
            three.countDown();
            three.await();
            return loss;
        });
        StudyResult result = search(meeting, ToyStrategies.rates(0.1, 0.2, 0.3))
                .parallelism(3)
                .run();
        assertThat(result.view().searched()).hasSize(3).allMatch(t -> t.ended(OutcomeKind.COMPLETED));
    }

    @Test
    void modelsAreKeptWhileTrialsAreHeldAndFreedAtTheEnd() {
        ScriptedTrainer trainer = new ScriptedTrainer();
        StudyResult result = search(trainer, ToyStrategies.rates(1e-3, 0.1, 0.8, 0.5))
                .policy(ToyPolicies.bestHalf())
                .run();
        assertThat(trainer.opened()).hasSize(4).doesNotHaveDuplicates();
        assertThat(trainer.closed()).hasSize(4).doesNotHaveDuplicates();
        assertThat(result.view().searched())
                .extracting(t -> t.outcome().orElseThrow().kind())
                .containsExactly(
                        OutcomeKind.STOPPED, OutcomeKind.STOPPED, OutcomeKind.COMPLETED, OutcomeKind.COMPLETED);
    }

    @Test
    void batchSizeChangesTheStepsOfAnEpoch() {
        Strategy two = ToyStrategies.of((study, random) -> Proposal.suggest(
                Configuration.of(new LearningRate(0.1)).toBuilder()
                        .set("stepsPerEpoch", study.trials().isEmpty() ? 4 : 7)
                        .build(),
                "another batch size"));
        StudyResult result = Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 10)
                .integer("stepsPerEpoch", 1, 16)
                .strategy(two)
                .trials(2)
                .epochs(3)
                .run();
        assertThat(result.view().trials()).extracting(t -> t.curve().lastStep()).containsExactly(12L, 21L);
        assertThat(result.epochsSpent()).isCloseTo(6, within(1e-12));
    }

    @Test
    void rateFollowsTheScheduleOfTheSearch() {
        StudyResult result = search(ToyStrategies.rates(0.1))
                .schedule(ScheduleFamily.EXPONENTIAL)
                .recordEvery(1)
                .run();
        double[] rates = trial(result, 1).curve().learningRates();
        assertThat(rates[0]).isEqualTo(0.1);
        assertThat(rates[1]).isEqualTo(0.1);
        assertThat(rates[30]).isCloseTo(0.001, within(1e-18));
        assertThat(result.study().settings().schedule()).isEqualTo("exponential");
    }

    @Test
    void scheduleMayBeSearchedToo() {
        Strategy both = ToyStrategies.of((study, random) -> Proposal.suggest(
                Configuration.of(new LearningRate(0.1)).toBuilder()
                        .set("schedule", study.trials().isEmpty() ? "constant" : "cosine")
                        .build(),
                "another schedule"));
        StudyResult result = Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 10)
                .categorical("schedule", "constant", "cosine")
                .strategy(both)
                .trials(2)
                .epochs(3)
                .run();
        assertThat(trial(result, 1).curve().learningRates()).containsOnly(0.1);
        double[] cosine = trial(result, 2).curve().learningRates();
        assertThat(cosine[cosine.length - 1]).isCloseTo(1e-4, within(1e-18));
    }

    @Test
    void sweepsCountInTheCostButNotInTheTrials() {
        StudyResult result = search(ToyStrategies.sweepThen(new Sweep(1e-4, 1, 25), 0.1, 0.2))
                .trials(2)
                .run();
        assertThat(result.view().trials())
                .extracting(Trial::purpose)
                .containsExactly(TrialPurpose.SWEEP, TrialPurpose.SEARCH, TrialPurpose.SEARCH);
        assertThat(trial(result, 1).curve().size()).isEqualTo(25);
        assertThat(result.epochsSpent()).isCloseTo(2.5 + 6, within(1e-12));
        assertThat(result.ranking().entries()).hasSize(2);
    }

    @Test
    void searchKeepsToItsTotalOfEpochs() {
        StudyResult result = Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.leaning())
                .epochs(3)
                .totalEpochs(7)
                .run();
        assertThat(result.view().searched()).hasSize(3);
        assertThat(result.view().closed()).contains("all 7 epochs are spent");
    }

    @Test
    void studySaysWithWhatItWasRun() {
        StudyResult result = search(ToyStrategies.rates(0.1))
                .named("toy study")
                .note("data", "½x²")
                .note("command", "--store jdbc:postgresql://h/db?password=s3cret")
                .parallelism(2)
                .round(2)
                .seed(9)
                .run();
        assertThat(result.study().id().value()).isEqualTo("toy study");
        assertThat(result.study().settings().seed()).isEqualTo(9);
        assertThat(result.study().settings().round()).isEqualTo(2);
        assertThat(result.study().settings().ranking()).isEqualTo("generalization");
        assertThat(result.study().settings().strategy()).isEqualTo("toy");
        assertThat(result.study().settings().policy()).isEqualTo("full");
        assertThat(result.study().settings().planReason()).isEqualTo("chosen by the user");
        assertThat(result.study().provenance().trainer()).isEqualTo("scripted");
        assertThat(result.study().provenance().trainerFingerprint()).isEqualTo("scripted 1");
        assertThat(result.study().provenance().details())
                .containsEntry("data", "½x²")
                .containsEntry("command", "--store jdbc:postgresql://h/db?password=***")
                .containsEntry("parallelism", "2")
                .containsKeys("java", "system", "processors", "started", "gradus");
    }

    @Test
    void automaticPlanChoosesBothUnlessThePolicyIsSet() {
        AutoPlan plan = request -> new SearchPlan(
                ToyStrategies.rates(0.1, 0.2),
                ToyPolicies.bestHalf(),
                "few trials on " + request.trainer().name());
        StudyResult planned = search(ToyStrategies.rates(0.3)).strategy(plan).run();
        assertThat(planned.study().settings().policy()).isEqualTo("scripted");
        assertThat(planned.study().settings().planReason()).isEqualTo("few trials on scripted");
        StudyResult mixed = search(ToyStrategies.rates(0.3))
                .strategy(plan)
                .policy(new FullBudget())
                .run();
        assertThat(mixed.study().settings().policy()).isEqualTo("full");
        assertThat(mixed.study().settings().planReason())
                .isEqualTo("strategy toy, chosen by the automatic plan; policy full, chosen by the user");
        assertThat(mixed.view().searched()).allMatch(t -> t.ended(OutcomeKind.COMPLETED));
    }

    @Test
    void automaticPlanMayChooseThePolicyAlone() {
        AutoPlan plan = request -> new SearchPlan(ToyStrategies.rates(0.1, 0.2), ToyPolicies.bestHalf(), "few trials");
        StudyResult result = Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 1)
                .trials(2)
                .epochs(2)
                .strategy(plan)
                .strategy(ToyStrategies.rates(0.3, 0.4))
                .run();
        assertThat(result.study().settings().planReason())
                .isEqualTo("strategy toy, chosen by the user; policy scripted, chosen by the automatic plan");
        assertThat(result.view().searched())
                .extracting(t -> t.configuration().learningRate().value())
                .containsExactly(0.3, 0.4);
    }

    @Test
    void conditionalParametersReachTheTrainer() {
        StudyResult result = Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 1)
                .categorical("updater", "sgd", "momentum")
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "momentum"))
                .strategy(ToyStrategies.of((study, random) -> Proposal.suggest(
                        study.space().fromUnit(random.doubles(3).toArray()), "a random point")))
                .trials(20)
                .run();
        assertThat(result.view().searched())
                .extracting(t -> t.configuration().has("momentum"))
                .contains(true, false);
    }

    @Test
    void searchWithoutAWinnerSaysSo() {
        StudyResult result = search(ToyStrategies.rates(5, 9)).run();
        assertThat(result.findBest()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(result::best)
                .withMessage("study 'study' has no winner: none of its 2 trials measured the validation loss"
                        + "\nMaybe every rate diverged; lower the range.");
    }

    @Test
    void cancelledSearchReturnsWhatThereIs() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() == 2 && step == 15) {
                second.countDown();
                while (!cancel.isCancelled()) {
                    Thread.onSpinWait();
                }
            }
            return loss;
        });
        RunningSearch running = search(trainer, ToyStrategies.rates(0.1, 0.2, 0.3))
                .finalists(1)
                .replicates(3)
                .start();
        second.await();
        assertThat(running.isDone()).isFalse();
        running.cancel();
        StudyResult result = running.await();
        assertThat(running.isDone()).isTrue();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.view().trials()).hasSize(2);
        assertThat(trial(result, 1).ended(OutcomeKind.COMPLETED)).isTrue();
        assertThat(trial(result, 2).state()).isEqualTo(TrialState.RUNNING);
        assertThat(result.best().learningRate()).isEqualTo(new LearningRate(0.1));
        assertThat(trainer.tested()).isEmpty();
    }

    @Test
    void interruptOfTheCallerCancelsTheSearch() {
        ScriptedTrainer endless = new ScriptedTrainer((request, step, loss, cancel) -> {
            while (!cancel.isCancelled()) {
                Thread.onSpinWait();
            }
            return loss;
        });
        Thread.currentThread().interrupt();
        StudyResult result = search(endless, ToyStrategies.rates(0.1)).run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.interrupted()).isTrue();
    }

    @Test
    void strategyThatBreaksEndsTheSearchWithItsError() {
        Strategy broken = ToyStrategies.of((study, random) -> {
            if (study.trials().size() == 2) {
                throw new IllegalStateException("the surrogate is singular");
            }
            return ToyStrategies.rate(0.1);
        });
        ScriptedTrainer trainer = new ScriptedTrainer();
        Search search = search(trainer, broken);
        assertThatIllegalStateException().isThrownBy(search::run).withMessage("the surrogate is singular");
        assertThat(Set.copyOf(trainer.closed())).isEqualTo(Set.copyOf(trainer.opened()));
    }
}
