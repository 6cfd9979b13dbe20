package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.DoubleStream;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;

/** Finalists trained again, the baseline, and who may read the test split. */
class ReplicatesTest {
    private static final double[] RATES = {0.3, 0.01, 0.5, 0.1};

    /** The loss of a fresh seed is a hundredth of that of the search, times its replicate number. */
    private static ScriptedTrainer lucky() {
        return new ScriptedTrainer(
                (request, step, loss, cancel) -> request.plan().replicate() == 0
                        ? loss
                        : loss / 100 * request.plan().replicate());
    }

    private static Search search(ScriptedTrainer trainer) {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(RATES))
                .trials(4)
                .epochs(2)
                .seed(11);
    }

    @Test
    void finalistsAreTrainedAgainSeedBySeed() {
        StudyResult result = search(lucky()).finalists(2).replicates(3).run();
        List<Trial> replicates = result.view().trials(TrialPurpose.REPLICATE);
        assertThat(replicates)
                .extracting(t -> t.plan().replicateOf().orElseThrow().number())
                .containsExactly(3, 1, 3, 1, 3, 1);
        assertThat(replicates).extracting(t -> t.plan().replicate()).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(replicates)
                .allSatisfy(t -> assertThat(t.plan().seeds())
                        .isEqualTo(Seeds.of(11, t.plan().replicate())));
        assertThat(replicates.get(0).plan().reason()).isEqualTo("trial 3, finalist 1 of 2, again with fresh seed 1");
        assertThat(result.view().searched()).hasSize(4);
        assertThat(result.epochsSpent()).isCloseTo(2 * (4 + 6), within(1e-12));
    }

    /** Losses a hundredth, two and three hundredths of ½·0.5^40: their mean is two hundredths of it. */
    @Test
    void finalistIsJudgedByItsFreshSeedsAlone() {
        StudyResult result = search(lucky()).finalists(2).replicates(3).run();
        RankedTrial best = result.best();
        assertThat(best.learningRate()).isEqualTo(new LearningRate(0.5));
        assertThat(best.figure().orElseThrow().count()).isEqualTo(3);
        assertThat(best.figure().orElseThrow().mean()).isCloseTo(0.02 * Math.pow(0.5, 40) / 2, within(1e-20));
    }

    @Test
    void testSplitIsReadOnceForEachReplicateOfFinalistsAndBaseline() {
        ScriptedTrainer trainer = lucky();
        StudyResult result = search(trainer)
                .baseline(Configuration.of(new LearningRate(0.02)))
                .finalists(2)
                .replicates(3)
                .run();
        List<TrialId> replicates = result.view().trials(TrialPurpose.REPLICATE).stream()
                .map(Trial::id)
                .toList();
        assertThat(replicates).hasSize(9);
        assertThat(trainer.tested()).containsExactlyInAnyOrderElementsOf(replicates);
        assertThat(result.testReads()).isEqualTo(9);
        assertThat(result.best().test()).isPresent();
        assertThat(trainer.opened()).as("models were kept for the test").doesNotHaveDuplicates();
        assertThat(trainer.closed()).containsExactlyInAnyOrderElementsOf(trainer.opened());
    }

    @Test
    void withoutReplicatesTheSearchRunsOfTheFinalistsAreTested() {
        ScriptedTrainer trainer = new ScriptedTrainer();
        StudyResult result = search(trainer).finalists(2).run();
        assertThat(trainer.tested()).containsExactlyInAnyOrder(new TrialId(1), new TrialId(3));
        assertThat(result.testReads()).isEqualTo(2);
        assertThat(result.best().test()).isEqualTo(result.best().validation());
    }

    /** Only the models of the two best so far are kept, so that a long search does not fill the memory. */
    @Test
    void modelsThatWillNotBeTestedAreFreedAtOnce() {
        AtomicInteger most = new AtomicInteger();
        AtomicReference<ScriptedTrainer> self = new AtomicReference<>();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            int open = self.get().opened().size() - self.get().closed().size();
            most.accumulateAndGet(open, Math::max);
            return loss;
        });
        self.set(trainer);
        double[] rates =
                DoubleStream.iterate(0.01, rate -> rate * 1.2).limit(25).toArray();
        StudyResult result = Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(rates))
                .trials(25)
                .finalists(2)
                .run();
        assertThat(most).hasValue(3);
        assertThat(result.testReads()).isEqualTo(2);
        assertThat(trainer.opened()).doesNotHaveDuplicates();
        assertThat(trainer.closed()).containsExactlyInAnyOrderElementsOf(trainer.opened());
    }

    @Test
    void modelsOfTrialsThatThePolicyStoppedAreFreedAtOnce() {
        List<TrialId> closedBefore = new CopyOnWriteArrayList<>();
        AtomicReference<ScriptedTrainer> self = new AtomicReference<>();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().purpose() == TrialPurpose.REPLICATE && step == 1) {
                closedBefore.addAll(self.get().closed());
            }
            return loss;
        });
        self.set(trainer);
        search(trainer)
                .policy(ToyPolicies.bestHalf())
                .finalists(1)
                .replicates(1)
                .run();
        assertThat(closedBefore)
                .containsExactlyInAnyOrder(new TrialId(1), new TrialId(2), new TrialId(3), new TrialId(4));
    }

    @Test
    void trainerWithoutATestSplitIsNotAskedForOne() {
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> loss, Set.of(Capability.HOLD));
        StudyResult result = search(trainer).replicates(1).run();
        assertThat(trainer.tested()).isEmpty();
        assertThat(result.testReads()).isZero();
        assertThat(result.best().test()).isEmpty();
    }

    @Test
    void baselineIsTrainedFirstAndComparedButNeverWins() {
        StudyResult result = search(new ScriptedTrainer())
                .baseline(Configuration.of(new LearningRate(1)))
                .run();
        Trial baseline = result.view().trial(new TrialId(1));
        assertThat(baseline.purpose()).isEqualTo(TrialPurpose.BASELINE);
        assertThat(baseline.plan().reason()).isEqualTo("the optimizer's default rate");
        assertThat(baseline.finalScore().orElseThrow().value()).isZero();
        assertThat(result.ranking().entries().get(0).trial())
                .isEqualTo(result.view().trial(new TrialId(1)));
        assertThat(result.best().learningRate()).isEqualTo(new LearningRate(0.5));
    }

    @Test
    void replicateThatFailsLeavesTheOthers() {
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().replicate() == 2) {
                throw new IllegalStateException("a bad seed");
            }
            return loss;
        });
        StudyResult result = search(trainer).finalists(1).replicates(3).run();
        assertThat(result.view().trials(TrialPurpose.REPLICATE))
                .extracting(t -> t.outcome().orElseThrow().kind())
                .containsExactly(OutcomeKind.COMPLETED, OutcomeKind.FAILED, OutcomeKind.COMPLETED);
        assertThat(result.best().figure().orElseThrow().count()).isEqualTo(2);
        assertThat(result.testReads()).isEqualTo(2);
    }

    @Test
    void finalistsAreTrainedAgainAfterAStopRuleToo() {
        StudyResult result = search(new ScriptedTrainer())
                .stopWhen(StopRule.target(1e-5))
                .finalists(2)
                .replicates(2)
                .run();
        assertThat(result.view().searched()).hasSize(1);
        assertThat(result.view().trials(TrialPurpose.REPLICATE))
                .hasSize(2)
                .allMatch(t -> t.ended(OutcomeKind.COMPLETED));
        assertThat(result.testReads()).isEqualTo(2);
    }
}
