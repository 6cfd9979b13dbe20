package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.Prior;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.WarmStart;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;

/** What is known before a search is tried first, and what earlier studies found good is preferred. */
class WarmStartTest {
    private static final Objective ACCURACY = Objective.maximize("validationAccuracy");

    private final ScriptedTrainer trainer = new ScriptedTrainer();

    private Search search() {
        return Search.of(trainer)
                .learningRate(1e-5, 1)
                .strategy(ToyStrategies.of((study, random) -> ToyStrategies.rate(random.nextDouble())))
                .epochs(2)
                .trials(8);
    }

    private static Configuration rate(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    private static List<Double> rates(StudyResult result) {
        return result.view().searched().stream()
                .map(t -> t.learningRate().orElseThrow().value())
                .toList();
    }

    private static WarmStart of(StudyBudget budget, EarlierStudy... earlier) {
        return new WarmStarts(SearchSpace.learningRate(1e-5, 1), ACCURACY, budget).of(List.of(), List.of(earlier));
    }

    private static List<Double> first(WarmStart known) {
        return known.first().stream()
                .map(c -> c.configuration().learningRate().value())
                .toList();
    }

    @Test
    void whatIsEnqueuedIsTriedFirstInOrderAndCounts() {
        StudyResult result = search().enqueue(rate(0.5), rate(0.1))
                .enqueue(rate(0.5), rate(0.2))
                .run();
        assertThat(rates(result)).hasSize(8).startsWith(0.5, 0.1, 0.2);
        List<Trial> first = result.view().searched().subList(0, 3);
        assertThat(first)
                .extracting(t -> t.plan().reason(), t -> t.plan().proposedBy())
                .containsOnly(org.assertj.core.groups.Tuple.tuple("enqueued by the user", "warm start"));
        assertThat(result.view().searched().get(3).plan().proposedBy()).isEqualTo("toy");
    }

    @Test
    void whatIsEnqueuedObeysTheBudgetPolicy() {
        StudyResult result = search().policy(ToyPolicies.bestHalf())
                .enqueue(rate(1e-4), rate(0.9))
                .run();
        assertThat(rates(result)).startsWith(1e-4, 0.9);
        assertThat(result.view().searched().get(0).epochsTrained()).isEqualTo(1);
    }

    @Test
    void whatIsEnqueuedMustBelongToTheSpace() {
        Search outside = search().enqueue(rate(2));
        assertThatIllegalArgumentException()
                .isThrownBy(outside::start)
                .withMessage("'learningRate' is 2.0, but must be 1e-5 to 1 (log)");
        assertThat(trainer.opened()).isEmpty();
    }

    @Test
    void moreThanTheTrialsCannotBeEnqueued() {
        Search many = search().trials(1).enqueue(rate(0.1), rate(0.2));
        assertThatIllegalStateException()
                .isThrownBy(many::start)
                .withMessage("2 configurations are enqueued, but only 1 can be tried" + "\nMaybe raise trials(n).");
        assertThat(trainer.opened()).isEmpty();
    }

    /** The scripted trainer's loss is lowest at rate 1, so the earlier study's best is its highest rate. */
    @Test
    void bestOfAnEarlierStudyIsTriedFirst() {
        StudyResult earlier = search().named("monday")
                .strategy(ToyStrategies.rates(1e-4, 0.6, 0.01, 0.55, 1e-3, 3e-4))
                .run();
        StudyResult result = search().learningFrom(earlier).enqueue(rate(1e-5)).run();
        assertThat(rates(result)).startsWith(1e-5, 0.6, 0.01);
        assertThat(result.view().searched())
                .extracting(t -> t.plan().reason())
                .startsWith(
                        "enqueued by the user",
                        "best of the earlier study 'monday'",
                        "number 2 of the earlier study 'monday'");
        assertThat(result.view().prior().places())
                .extracting(p -> p.configuration().learningRate().value())
                .containsExactly(0.6, 0.55);
        assertThat(result.view().logPrior(rate(0.6))).isGreaterThan(0);
        assertThat(result.view().logPrior(rate(1e-5))).isLessThan(0);
    }

    /** A tenth of the range is half a decade; 0.02 is nearer to 0.01 than that. A quarter of 40 trials is more than three. */
    @Test
    void theFewThatAreTriedFirstDiffer() {
        StudyView earlier = StudyBuilder.rates(1e-5, 1, 1)
                .completed(0.01, 0.9)
                .completed(0.02, 0.89)
                .completed(0.1, 0.8)
                .completed(1e-3, 0.7)
                .completed(1e-4, 0.6)
                .view();
        WarmStart known = of(StudyBudget.of(40, 1), new EarlierStudy("e", earlier));
        assertThat(first(known)).containsExactly(0.01, 0.1, 1e-3);
        assertThat(first(of(StudyBudget.of(8, 1), new EarlierStudy("e", earlier))))
                .containsExactly(0.01, 0.1);
        assertThat(first(of(StudyBudget.of(1, 1), new EarlierStudy("e", earlier))))
                .containsExactly(0.01);
    }

    @Test
    void everyEarlierStudyHasItsTurnTheLatestFirst() {
        StudyView low = StudyBuilder.rates(1e-5, 1, 1)
                .completed(1e-4, 0.9)
                .completed(1e-5, 0.8)
                .view();
        StudyView high = StudyBuilder.rates(1e-5, 1, 1)
                .completed(0.1, 0.9)
                .completed(1, 0.8)
                .view();
        WarmStart known = of(StudyBudget.of(40, 1), new EarlierStudy("low", low), new EarlierStudy("high", high));
        assertThat(first(known)).containsExactly(0.1, 1e-4, 1.0);
        assertThat(known.prior().places())
                .containsExactly(new Prior.Place(rate(1e-4), 1), new Prior.Place(rate(0.1), 1));
    }

    /** 0.1 was luckiest once, but its mean is .7; 0.5 diverged with another seed; 0.01 was stopped. */
    @Test
    void meansOverSeedsDecideAndWhatDivergedIsNotGood() {
        StudyView earlier = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.9)
                .completed(1e-3, 0.75)
                .completed(0.5, 0.95)
                .stopped(0.01, 0.99)
                .replicate(1, 0.5)
                .diverged(0.5, 0.1)
                .view();
        assertThat(first(of(StudyBudget.of(40, 2), new EarlierStudy("e", earlier))))
                .containsExactly(1e-3, 0.1);
    }

    @Test
    void rangesMayDifferAndWhatLiesOutsideIsPassedOver() {
        StudyView wide = StudyBuilder.rates(1e-8, 100, 1)
                .completed(10, 0.9)
                .completed(0.1, 0.8)
                .view();
        WarmStart known = of(StudyBudget.of(40, 1), new EarlierStudy("wide", wide));
        assertThat(first(known)).containsExactly(0.1);
        assertThat(known.prior().places()).containsExactly(new Prior.Place(rate(0.1), 1));
    }

    @Test
    void otherParametersAreRefusedSayingHowTheyDiffer() {
        SearchSpace now = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("updater", "sgd", "adam")
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "sgd"))
                .build();
        assertRefused(now, SearchSpace.learningRate(1e-5, 1), "this search has 'updater', which the study lacks");
        assertRefused(SearchSpace.learningRate(1e-5, 1), now, "the study has 'updater', which this search lacks");
        assertRefused(
                now,
                SearchSpace.builder()
                        .learningRate(1e-5, 1)
                        .categorical("updater", "sgd", "rmsprop")
                        .real("momentum", 0, 1, Scale.LINEAR)
                        .build(),
                "the study has 'updater' one of sgd, rmsprop, this search one of sgd, adam");
        assertRefused(
                now,
                SearchSpace.builder()
                        .learningRate(1e-5, 1)
                        .categorical("updater", "sgd", "adam")
                        .real("momentum", 0, 1, Scale.LINEAR)
                        .build(),
                "'momentum' is active under another condition there");
        assertRefused(
                SearchSpace.builder().integer("batch", 16, 64, Scale.LOG).build(),
                SearchSpace.builder().real("batch", 16, 64, Scale.LOG).build(),
                "the study has 'batch' 16 to 64 (log), this search 16 to 64 (whole, log)");
    }

    private static void assertRefused(SearchSpace now, SearchSpace earlier, String difference) {
        EarlierStudy study = new EarlierStudy(
                "e", StudyBuilder.of(earlier, ACCURACY, StudyBudget.of(1, 1)).view());
        assertThatIllegalStateException()
                .isThrownBy(() -> study.requireSameParameters(now))
                .withMessage("the search cannot learn from study 'e': " + difference
                        + "\nMaybe learn only from studies of the same parameters.");
    }

    @Test
    void studyWithoutAnythingCompletedIsRefused() {
        StudyView earlier = StudyBuilder.rates(1e-5, 1, 1)
                .diverged(0.1)
                .failed(0.2, "no memory")
                .view();
        Search search = search().learningFrom("e", earlier);
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessage(
                        "the search cannot learn from study 'e': no trial of it completed and measured validationLoss");
        assertThat(trainer.opened()).isEmpty();
    }

    @Test
    void configurationProposedAgainHasFreshSeedsThatNoFinalistHas() {
        StudyResult result = search().strategy(ToyStrategies.of((study, random) ->
                        Proposal.suggest(rate(study.searched().size() < 3 ? 0.5 : 0.1), "again")))
                .trials(4)
                .replicates(2)
                .finalists(1)
                .run();
        assertThat(result.view().searched())
                .extracting(t -> t.plan().replicate())
                .containsExactly(0, 1, 2, 0);
        List<Trial> searched = result.view().searched();
        assertThat(searched.get(3).plan().seeds())
                .isEqualTo(searched.get(0).plan().seeds());
        List<Trial> half = result.view().trials().stream()
                .filter(t -> t.configuration().equals(rate(0.5)))
                .toList();
        assertThat(half).hasSize(5).extracting(t -> t.plan().seeds()).doesNotHaveDuplicates();
        assertThat(result.view().trials(TrialPurpose.REPLICATE)).hasSize(2);
    }

    /** Epochs of 5 and of 20 steps: all are trained and compared at the same epochs. */
    @Test
    void trialsOfDifferentBatchSizesStopAtEqualEpochs() {
        StudyResult result = Search.of(trainer)
                .learningRate(1e-5, 1)
                .integer("stepsPerEpoch", 5, 20)
                .strategy(ToyStrategies.of((study, random) -> Proposal.suggest(
                        rate(0.1).toBuilder()
                                .set("stepsPerEpoch", study.searched().size() % 2 == 0 ? 5L : 20L)
                                .build(),
                        "in turn")))
                .policy(ToyPolicies.bestHalf())
                .epochs(4)
                .trials(4)
                .run();
        assertThat(result.view().searched())
                .filteredOn(t -> t.finalScore().isPresent())
                .isNotEmpty()
                .allSatisfy(t -> {
                    assertThat(t.epochsTrained()).isEqualTo(4);
                    assertThat(t.curve().lastStep()).isEqualTo(4 * t.stepsPerEpoch());
                });
        assertThat(result.view().searched()).extracting(Trial::stepsPerEpoch).containsExactly(5L, 20L, 5L, 20L);
        assertThat(result.view().searched())
                .allSatisfy(t -> assertThat(t.epochsTrained()).isIn(1, 4));
    }
}
