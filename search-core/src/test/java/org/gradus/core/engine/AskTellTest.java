package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.study.StudyView.BestSoFar;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ask and tell on gradient descent down ½x² from 1, whose loss after n steps is ½(1 − rate)^(2n). */
class AskTellTest {
    private static AskTell.Builder rates(double... rates) {
        return AskTell.of(SearchSpace.learningRate(1e-4, 10))
                .strategy(ToyStrategies.rates(rates))
                .trials(rates.length);
    }

    private static double loss(Configuration configuration, int steps) {
        return Math.pow(1 - configuration.learningRate().value(), 2 * steps) / 2;
    }

    private static List<OutcomeKind> outcomes(AskTell search) {
        return search.result().view().trials().stream()
                .map(t -> t.outcome().orElseThrow().kind())
                .toList();
    }

    @Test
    void threeLinesFindTheBestAndItIsRanked() {
        AskTell search = rates(0.1, 0.9, 1.5).start();
        for (AskTell.Asked trial : search) {
            trial.tell(loss(trial.configuration(), 1));
        }
        assertThat(search.isFinished()).isTrue();
        StudyResult result = search.result();
        assertThat(result.interrupted()).isFalse();
        assertThat(result.best().learningRate()).isEqualTo(new LearningRate(0.9));
        assertThat(result.best().figure().orElseThrow().mean()).isCloseTo(0.005, within(1e-12));
        assertThat(result.study().settings().strategy()).isEqualTo("toy");
        assertThat(result.study().settings().policy()).isEqualTo("full");
        assertThat(search.ask()).isEmpty();
    }

    @Test
    void figureIsNamedAsItsProgramNamesItAndBestSoFarIsInItsDirection() {
        AskTell search = rates(0.1, 0.2, 0.3).maximize("accuracy").start();
        assertThat(search.best()).isEmpty();
        double[] accuracies = {0.7, 0.9, 0.8};
        List<Double> best = new ArrayList<>();
        for (AskTell.Asked trial : search) {
            trial.tell(accuracies[trial.trial().id().number() - 1]);
            best.add(search.best().orElseThrow().figure());
        }
        assertThat(best).containsExactly(0.7, 0.9, 0.9);
        assertThat(search.result().study().objective()).isEqualTo(Objective.maximize("validationAccuracy"));
        assertThat(search.result().view().bestSoFar())
                .containsExactly(
                        new BestSoFar(1, new TrialId(1), Configuration.of(new LearningRate(0.1)), 0.7),
                        new BestSoFar(2, new TrialId(2), Configuration.of(new LearningRate(0.2)), 0.9));
    }

    @Test
    void divergedAndFailedTrainingsAreToldInOneCall() {
        AskTell search = rates(5, 6, 0.5, 0.6).start();
        Iterator<AskTell.Asked> trials = search.iterator();
        trials.next().diverged("the loss is NaN");
        trials.next().tell(Double.NaN);
        trials.next().failed(new IllegalStateException("no space left on device"));
        trials.next().failed("killed");
        assertThat(trials.hasNext()).isFalse();
        assertThat(outcomes(search))
                .containsExactly(OutcomeKind.DIVERGED, OutcomeKind.DIVERGED, OutcomeKind.FAILED, OutcomeKind.FAILED);
        assertThat(search.view().trial(new TrialId(2)).outcome().orElseThrow().reason())
                .isEqualTo("validationLoss is NaN");
        assertThat(search.view().trial(new TrialId(3)).outcome().orElseThrow().reason())
                .contains("no space left on device");
        assertThat(search.best()).isEmpty();
    }

    @Test
    void severalAreOpenAtOnceAndMayBeToldInAnyOrderByAnyThread() throws Exception {
        AskTell search = rates(0.1, 0.2, 0.3, 0.9).start();
        List<AskTell.Asked> open = new ArrayList<>();
        for (Optional<AskTell.Asked> asked = search.ask(); asked.isPresent(); asked = search.ask()) {
            open.add(0, asked.get());
        }
        assertThat(open).hasSize(4);
        assertThat(search.isFinished()).isFalse();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> told = new ArrayList<>();
            for (AskTell.Asked trial : open) {
                told.add(threads.submit(() -> trial.tell(loss(trial.configuration(), 1))));
            }
            for (Future<?> each : told) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(search.ask()).isEmpty();
        assertThat(search.isFinished()).isTrue();
        assertThat(search.result().best().learningRate()).isEqualTo(new LearningRate(0.9));
    }

    @Test
    void metricOfAnotherFormIsRefusedAtOnce() {
        AskTell.Builder builder = rates(0.1);
        for (String metric : List.of("", "F1", "validationAccuracy", "1st")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.maximize(metric))
                    .withMessageContaining("but was '" + metric + "'");
        }
    }

    @Test
    void trialWhosePolicyDecidesMidwayIsNotToldAsIfItWereOver() {
        AskTell search =
                rates(0.1, 0.9).epochs(4).policy(ToyPolicies.epochByEpoch()).start();
        AskTell.Asked trial = search.ask().orElseThrow();
        assertThatIllegalStateException()
                .isThrownBy(() -> trial.tell(0.1))
                .withMessageContaining("whether trial 1 goes on\nMaybe report each epoch with report(...)");
    }

    @Test
    void epochsBoundASearchWhoseTrainingsAllFailAtOnce() {
        AskTell search = AskTell.of(SearchSpace.learningRate(1e-4, 10))
                .strategy(ToyStrategies.leaning())
                .totalEpochs(5)
                .start();
        int asked = 0;
        for (AskTell.Asked trial : search) {
            trial.failed("no GPU");
            asked++;
            assertThat(asked).isLessThanOrEqualTo(5);
        }
        assertThat(asked).isEqualTo(5);
    }

    @Test
    void trialThatIsNeverToldIsNamed() {
        AskTell search = rates(0.1).start();
        Iterator<AskTell.Asked> trials = search.iterator();
        AskTell.Asked first = trials.next();
        assertThatIllegalStateException()
                .isThrownBy(trials::hasNext)
                .withMessage("nothing can be asked for before one of [trial 1] is told"
                        + "\nMaybe tell, diverged or failed was not called for it.");
        first.tell(0.5);
        assertThatIllegalStateException().isThrownBy(() -> first.tell(0.4)).withMessage("trial 1 was told already");
        assertThat(trials.hasNext()).isFalse();
    }

    @Test
    void evaluationWithoutTheFigureOfTheObjectiveIsRefusedAndCanBeToldAgain() {
        AskTell search = rates(0.1).maximize("f1").start();
        AskTell.Asked trial = search.ask().orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.tell(Evaluation.of(0.3, 0.9)))
                .withMessageContaining("has no 'f1'");
        trial.tell(new Evaluation(0.3, Map.of("f1", 0.8)));
        assertThat(search.result().best().figure().orElseThrow().mean()).isEqualTo(0.8);
        assertThat(search.result().best().validation().orElseThrow().loss()).isEqualTo(0.3);
    }

    /** The toy policy lets every trial go on from epoch to epoch. */
    @Test
    void trialGoesOnFromEpochToEpochAsThePolicyDecides() {
        AskTell search =
                rates(0.1, 0.2).policy(ToyPolicies.epochByEpoch()).epochs(3).start();
        List<Integer> epochs = new ArrayList<>();
        for (AskTell.Asked trial : search) {
            int epoch = trial.fromEpoch();
            do {
                epochs.add(++epoch);
            } while (trial.report(loss(trial.configuration(), epoch)));
        }
        assertThat(epochs).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(search.result().epochsSpent()).isEqualTo(6);
        assertThat(search.result().best().validation().orElseThrow().loss())
                .isCloseTo(Math.pow(0.8, 6) / 2, within(1e-12));
    }

    /** The toy policy holds all after an epoch, and continues the better half. */
    @Test
    void heldTrialIsAskedForAgainWhereItStopped() {
        AskTell search = rates(0.1, 0.9, 0.2, 0.8)
                .policy(ToyPolicies.bestHalf())
                .epochs(4)
                .holdsModels()
                .start();
        List<String> asked = new ArrayList<>();
        for (AskTell.Asked trial : search) {
            asked.add(trial.trial().id().number() + ":" + trial.fromEpoch() + "-" + trial.untilEpoch());
            int epoch = trial.fromEpoch();
            do {
                epoch++;
            } while (trial.report(loss(trial.configuration(), epoch)));
        }
        assertThat(asked).containsExactly("1:0-1", "2:0-1", "3:0-1", "4:0-1", "2:1-4", "4:1-4");
        assertThat(search.result().best().learningRate()).isEqualTo(new LearningRate(0.9));
        assertThat(search.result().epochsSpent()).isEqualTo(4 + 2 * 3);
    }

    @Test
    void finalistsAndBaselineAreAskedForWithFreshSeeds() {
        AskTell search = rates(0.1, 0.9)
                .baseline(Configuration.of(new LearningRate(0.01)))
                .finalists(1)
                .replicates(2)
                .start();
        List<TrialPurpose> purposes = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        for (AskTell.Asked trial : search) {
            purposes.add(trial.trial().purpose());
            if (trial.configuration().learningRate().value() == 0.9) {
                seeds.add(trial.trial().plan().seeds().init());
            }
            trial.tell(loss(trial.configuration(), 1));
        }
        assertThat(purposes)
                .containsExactly(
                        TrialPurpose.BASELINE,
                        TrialPurpose.SEARCH,
                        TrialPurpose.SEARCH,
                        TrialPurpose.REPLICATE,
                        TrialPurpose.REPLICATE,
                        TrialPurpose.REPLICATE,
                        TrialPurpose.REPLICATE);
        assertThat(seeds).hasSize(3).doesNotHaveDuplicates();
        assertThat(search.result().best().replicates()).hasSize(2);
    }

    @Test
    void storedSearchGoesOnAndOpenTrialsAreAskedForAgain(@TempDir Path folder) {
        Path file = folder.resolve("told.study");
        try (AskTell search = rates(0.1, 0.9, 0.5).store(file).start()) {
            search.ask().orElseThrow().tell(0.4);
            assertThat(search.ask().orElseThrow().trial().id()).isEqualTo(new TrialId(2));
            assertThat(search.result().interrupted()).isTrue();
        }
        List<Integer> asked = new ArrayList<>();
        try (AskTell search = rates(0.1, 0.9, 0.5).store(file).start()) {
            for (AskTell.Asked trial : search) {
                asked.add(trial.trial().id().number());
                trial.tell(loss(trial.configuration(), 1));
            }
            assertThat(search.result().view().trials()).hasSize(3);
            assertThat(search.result().interrupted()).isFalse();
        }
        assertThat(asked).containsExactly(2, 3);
        assertThatIllegalStateException()
                .isThrownBy(() -> rates(0.1, 0.9, 0.5).seed(7).store(file).start())
                .withMessageContaining("its seed was 0, now 7");
    }

    /** Ask and tell makes the events that a search with a trainer of the same figures makes. */
    @Test
    void storedStudyIsReadAsAnyOther() {
        InMemoryStudyStore store = new InMemoryStudyStore();
        AskTell search = rates(0.1, 0.9).named("told").store(store).start();
        search.forEach(trial -> trial.tell(loss(trial.configuration(), 1)));
        StudyResult read = StudyResult.of(store, search.result().study().id());
        assertThat(read.view()).isEqualTo(search.result().view());
        assertThat(read.interrupted()).isFalse();
    }

    @Test
    void stopRuleEndsTheSearch() {
        AskTell search = rates(0.1, 0.9, 0.5).stopWhen(StopRule.target(0.1)).start();
        search.forEach(trial -> trial.tell(loss(trial.configuration(), 1)));
        assertThat(search.view().trials()).extracting(Trial::id).containsExactly(new TrialId(1), new TrialId(2));
        assertThat(search.view().closed().orElseThrow()).contains("reached the target 0.1");
    }

    @Test
    void whatCannotWorkIsRefusedAtTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(AskTell.of(SearchSpace.learningRate(1e-4, 1)).strategy(ToyStrategies.rates(0.1))::start)
                .withMessageContaining("the search has no end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates(0.1).maximize(""))
                .withMessageContaining("a metric's name begins with a letter in lower case");
    }
}
