package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.store.Claims;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.internal.SoleClaims;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A study that a store has goes on as if its process had never ended, wherever that was. */
class ContinuedStudyTest {
    private static final double[] RATES = {0.3, 0.01, 0.5, 0.1, 2.5, 0.05};
    private static final double[] MODERATE = {0.3, 0.01, 0.5, 0.1, 0.2, 0.05};

    /** Remembers what was appended together, and how the models lay at that moment. */
    private static final class WatchedStore extends ForwardingStudyStore {
        private final KeptModels models;
        private final List<List<TrialEvent>> batches = new ArrayList<>();
        private final List<Map<CheckpointRef, byte[]>> saved = new ArrayList<>();
        private Optional<StudyRecord> study = Optional.empty();

        WatchedStore(KeptModels models) {
            super(new InMemoryStudyStore());
            this.models = models;
        }

        @Override
        public void create(StudyRecord created) {
            study = Optional.of(created);
            super.create(created);
        }

        @Override
        public long append(StudyId id, long expectedVersion, List<TrialEvent> events) {
            long version = super.append(id, expectedVersion, events);
            batches.add(events);
            saved.add(models.copy());
            return version;
        }

        @Override
        public Claims join(StudyId id, Duration lease) {
            return new SoleClaims(() -> {});
        }

        /** What a process that died right after an append would have left. */
        StudyStore until(int appends) {
            StudyStore cut = new InMemoryStudyStore();
            StudyRecord created = study.orElseThrow();
            cut.create(created);
            long version = 0;
            for (List<TrialEvent> batch : batches.subList(0, appends)) {
                version = cut.append(created.id(), version, batch);
            }
            return cut;
        }
    }

    private static final class KeptModels implements CheckpointStore {
        private final Map<CheckpointRef, byte[]> bytes = new HashMap<>();

        @Override
        public synchronized CheckpointRef put(byte[] content) {
            CheckpointRef reference = CheckpointRef.of(content);
            bytes.put(reference, content);
            return reference;
        }

        @Override
        public synchronized byte[] get(CheckpointRef reference) {
            byte[] content = bytes.get(reference);
            if (content == null) {
                throw new SearchException("there is no " + reference);
            }
            return content;
        }

        @Override
        public synchronized void delete(CheckpointRef reference) {
            bytes.remove(reference);
        }

        synchronized Map<CheckpointRef, byte[]> copy() {
            return Map.copyOf(bytes);
        }

        static KeptModels of(Map<CheckpointRef, byte[]> content) {
            KeptModels models = new KeptModels();
            models.bytes.putAll(content);
            return models;
        }
    }

    /** A search without store and trainer. */
    private record Scenario(String name, UnaryOperator<Search> settings) {
        Search with(ScriptedTrainer trainer, StudyStore store) {
            return settings.apply(Search.of(trainer)
                    .learningRate(1e-4, 5)
                    .objective(Objective.maximize("validationAccuracy"))
                    .trials(6)
                    .epochs(3)
                    .finalists(2)
                    .seed(5)
                    .store(store));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Scenario> scenarios() {
        Configuration baseline = Configuration.of(new LearningRate(0.02));
        return Stream.of(
                new Scenario("full", search -> search.strategy(ToyStrategies.leaning())),
                new Scenario(
                        "best half, replicates, baseline",
                        search -> search.strategy(ToyStrategies.rates(RATES))
                                .policy(ToyPolicies.bestHalf())
                                .baseline(baseline)
                                .replicates(2)),
                new Scenario(
                        "epoch by epoch, rounds of three",
                        search -> search.strategy(ToyStrategies.leaning())
                                .policy(ToyPolicies.epochByEpoch())
                                .round(3)
                                .parallelism(2)
                                .replicates(1)),
                new Scenario(
                        "sweep, best half, rounds of two",
                        search -> search.strategy(ToyStrategies.sweepThen(new Sweep(1e-4, 5, 20), RATES))
                                .policy(ToyPolicies.bestHalf())
                                .round(2)
                                .replicates(2)),
                new Scenario(
                        "ended by a target",
                        search -> search.strategy(ToyStrategies.rates(RATES))
                                .policy(ToyPolicies.epochByEpoch())
                                .stopWhen(StopRule.target(0.9))
                                .replicates(1)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void afterAnyAppendItGoesOnToTheSameEnd(Scenario scenario) {
        KeptModels models = new KeptModels();
        WatchedStore store = new WatchedStore(models);
        StudyResult whole =
                scenario.with(new ScriptedTrainer(), store).models(models).run();
        assertThat(store.batches).hasSizeGreaterThan(4);
        assertThat(models.bytes).as("models of a study that is done").isEmpty();
        for (int appends = 0; appends <= store.batches.size(); appends++) {
            KeptModels left = KeptModels.of(appends == 0 ? Map.of() : store.saved.get(appends - 1));
            ScriptedTrainer trainer = new ScriptedTrainer();
            StudyResult continued =
                    scenario.with(trainer, store.until(appends)).models(left).run();
            String where = "after " + appends + " of " + store.batches.size() + " appends";
            assertThat(Views.timeless(continued.view())).as(where).isEqualTo(Views.timeless(whole.view()));
            assertThat(continued.ranking().entries())
                    .as(where)
                    .extracting(RankedTrial::learningRate)
                    .isEqualTo(whole.ranking().entries().stream()
                            .map(RankedTrial::learningRate)
                            .toList());
            Set<TrialId> trained = trained(store.until(appends));
            assertThat(trainer.opened()).as(where).doesNotHaveDuplicates().noneMatch(trained::contains);
            assertThat(left.bytes).as(where).isEmpty();
        }
    }

    /** The trials that had been trained for a while: they have models to go on from. */
    private static Set<TrialId> trained(StudyStore store) {
        return store.events(new StudyId("study"), 0).stream()
                .filter(e -> e instanceof TrialEvent.CurveExtended extended
                        && extended.checkpoint().isPresent())
                .flatMap(e -> e.about().stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void withoutModelsItTrainsHeldTrialsAgainToTheSameEnd(Scenario scenario) {
        WatchedStore store = new WatchedStore(new KeptModels());
        StudyResult whole = scenario.with(new ScriptedTrainer(), store).run();
        for (int appends = 0; appends <= store.batches.size(); appends++) {
            StudyResult continued =
                    scenario.with(new ScriptedTrainer(), store.until(appends)).run();
            assertThat(Views.timeless(continued.view()))
                    .as("after " + appends + " of " + store.batches.size() + " appends")
                    .isEqualTo(Views.timeless(whole.view()));
        }
    }

    /** Losses that a checkpoint does not carry decide on divergence too: the curve so far comes with the order. */
    @Test
    void trialThatGoesOnFromItsModelDivergesAsItWouldHave() {
        ScriptedTrainer.Script hopeless = (request, step, loss, cancel) -> step > 8 ? 3 : loss;
        Scenario scenario = new Scenario(
                "hopeless",
                search -> search.strategy(ToyStrategies.rates(RATES)).policy(ToyPolicies.epochByEpoch()));
        KeptModels models = new KeptModels();
        WatchedStore store = new WatchedStore(models);
        StudyResult whole = scenario.with(new ScriptedTrainer(hopeless), store)
                .models(models)
                .run();
        for (int appends = 0; appends <= store.batches.size(); appends++) {
            KeptModels left = KeptModels.of(appends == 0 ? Map.of() : store.saved.get(appends - 1));
            StudyResult continued = scenario.with(new ScriptedTrainer(hopeless), store.until(appends))
                    .models(left)
                    .run();
            assertThat(Views.timeless(continued.view())).isEqualTo(Views.timeless(whole.view()));
        }
    }

    private static Search plain(StudyStore store) {
        return Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(MODERATE))
                .trials(4)
                .epochs(2)
                .seed(1)
                .store(store);
    }

    @Test
    void studyThatIsDoneIsNotTrainedAgain() {
        StudyStore store = new InMemoryStudyStore();
        StudyResult first = plain(store).run();
        StudyResult second = plain(store).run();
        assertThat(second.view()).isEqualTo(first.view());
    }

    @Test
    void anotherStudyOfTheSameNameIsRefusedWithTheDifferences() {
        StudyStore store = new InMemoryStudyStore();
        plain(store).run();
        int events = store.events(new StudyId("study"), 0).size();
        Search other = plain(store)
                .seed(2)
                .policy(ToyPolicies.bestHalf())
                .schedule(ScheduleFamily.COSINE)
                .round(2)
                .baseline(Configuration.of(new LearningRate(0.5)));
        assertThatIllegalStateException()
                .isThrownBy(other::start)
                .withMessageContaining("study 'study' is in the store already and cannot go on as another")
                .withMessageContaining("its seed was 1, now 2")
                .withMessageContaining("its policy was full, now scripted")
                .withMessageContaining("its schedule was constant, now cosine")
                .withMessageContaining("its round was 0, now 2")
                .withMessageContaining("its baseline was none, now (learningRate=5e-1)")
                .withMessageContaining("\nMaybe give the new study another name");
        assertThat(store.events(new StudyId("study"), 0)).hasSize(events);
    }

    @Test
    void changedSpaceOrTrainerIsRefused() {
        StudyStore store = new InMemoryStudyStore();
        plain(store).run();
        Search other = Search.of(new ScriptedTrainer((request, step, loss, cancel) -> loss, Set.of(Capability.HOLD)))
                .learningRate(1e-3, 1)
                .strategy(ToyStrategies.rates(RATES))
                .policy(new FullBudget())
                .trials(4)
                .epochs(3)
                .seed(1)
                .store(store);
        assertThatIllegalStateException()
                .isThrownBy(other::start)
                .withMessageContaining("its space was learningRate 1e-4 to 1 (log), now learningRate 1e-3 to 1 (log)")
                .withMessageContaining("its budget is 4 trials of 2 epochs, now 4 trials of 3 epochs");
    }

    @Test
    void moreTrialsNeedToBeAskedFor() {
        StudyStore store = new InMemoryStudyStore();
        StudyResult first = plain(store).replicates(1).run();
        assertThatIllegalStateException()
                .isThrownBy(plain(store).replicates(1).trials(6)::start)
                .withMessageContaining("its budget is 4 trials of 2 epochs, now 6 trials of 2 epochs")
                .withMessageContaining("or extend this one");
        StudyResult extended = plain(store).replicates(1).trials(6).extend().run();
        assertThat(extended.view().searched()).hasSize(6);
        assertThat(extended.view().trials().subList(0, 7))
                .extracting(Trial::curve)
                .isEqualTo(first.view().trials().stream().map(Trial::curve).toList());
        assertThat(extended.view().trials(TrialPurpose.REPLICATE))
                .extracting(t -> t.plan().replicateOf())
                .doesNotHaveDuplicates();
        StudyResult again = plain(store).replicates(1).trials(6).extend().run();
        assertThat(again.view()).as("extended once").isEqualTo(extended.view());
    }

    @Test
    void fewerTrialsAreRefusedEvenToExtend() {
        StudyStore store = new InMemoryStudyStore();
        plain(store).run();
        assertThatIllegalStateException()
                .isThrownBy(plain(store).trials(3).extend()::start)
                .withMessageContaining("its budget is 4 trials of 2 epochs, now 3 trials of 2 epochs");
    }

    private static StopRule threeEpochs() {
        return StopRule.of(
                "3 epochs",
                (view, elapsed) -> view.epochsSpent() >= 3 ? Optional.of("3 epochs are spent") : Optional.empty());
    }

    @Test
    void otherRankingIsRefused() {
        StudyStore store = new InMemoryStudyStore();
        plain(store).ranking(new ScoreRanking()).run();
        assertThatIllegalStateException()
                .isThrownBy(plain(store)::start)
                .withMessageContaining("its ranking was score, now generalization");
        assertThatIllegalStateException()
                .isThrownBy(plain(store).extend()::start)
                .withMessageContaining("its ranking was score, now generalization");
        assertThat(plain(store).ranking(new ScoreRanking()).run().ranking().ranking())
                .isEqualTo("score");
    }

    @Test
    void otherStopRulesNeedToBeAskedFor() {
        StudyStore store = new InMemoryStudyStore();
        StudyResult first = plain(store).stopWhen(threeEpochs()).run();
        assertThatIllegalStateException()
                .isThrownBy(plain(store)::start)
                .withMessageContaining("its stop rules were (3 epochs), now none")
                .withMessageContaining("or extend this one");
        assertThat(plain(store).stopWhen(threeEpochs()).run().view())
                .as("under the same rule it stays as it ended")
                .isEqualTo(first.view());
        StudyResult without = plain(store).extend().run();
        assertThat(without.view().searched()).hasSize(4);
        assertThat(plain(store).run().view()).as("the rule is gone for good").isEqualTo(without.view());
    }

    @Test
    void studyThatAStopRuleEndedGoesOnWhenItIsExtended() {
        StudyStore store = new InMemoryStudyStore();
        StudyResult first = plain(store).stopWhen(threeEpochs()).run();
        assertThat(first.view().searched()).hasSizeLessThan(4);
        StudyResult extended = plain(store).trials(5).extend().run();
        assertThat(extended.view().searched()).hasSize(5);
        assertThat(extended.view().closed()).contains("all 5 trials were proposed");
    }
}
