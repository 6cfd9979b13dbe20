package org.gradus.trainers.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceProfile;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StopRule;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.Orders;
import org.gradus.core.testkit.Orders.Reports;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.strategies.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkTrialsTest {
    @TempDir
    private Path folder;

    private static SparkTrials quadratic() throws TrainingException {
        return SparkTrials.of(LocalSpark.context(), "quadratic", new TrainerOptions(Map.of("noise", "0.05"), List.of()))
                .polledEvery(LocalSpark.POLL_MILLIS);
    }

    private static Search search(SparkTrials spark) {
        return Search.of(spark.trainer())
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .trials(12)
                .epochs(9)
                .replicates(2)
                .parallelism(2)
                .round(2)
                .seed(5);
    }

    private static BudgetPolicy policy(String name) {
        return Catalogue.onClassPath().policies().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .create();
    }

    /** What a study says but for its times and places. */
    private static List<String> story(StudyResult result) {
        List<String> story = new ArrayList<>();
        for (Trial trial : result.view().trials()) {
            story.add(trial.id() + " " + trial.configuration() + " " + trial.outcome() + " "
                    + trial.curve().points());
        }
        story.add(result.ranking().toString());
        return story;
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "asha", "freeze-thaw", "median"})
    void endsAsWithoutSpark(String policy) throws Exception {
        SparkTrials spark = quadratic();
        StudyResult local = search(spark).policy(policy(policy)).run();
        StudyResult cluster =
                search(spark).executor(spark).policy(policy(policy)).run();
        assertThat(story(cluster)).isEqualTo(story(local));
        assertThat(cluster.epochsSpent()).isEqualTo(local.epochsSpent());
    }

    @Test
    void storedSearchGoesOn() throws Exception {
        SparkTrials spark = quadratic();
        StudyResult whole = search(spark).policy(BudgetPolicies.asha()).run();
        CompletableFuture<RunningSearch> running = new CompletableFuture<>();
        SparkTrials cancelling = spark.whileTraining((trial, points) -> {
            if (trial.number() >= 6) {
                running.join().cancel();
            }
        });
        Path store = folder.resolve("search.study");
        running.complete(search(spark)
                .executor(cancelling)
                .policy(BudgetPolicies.asha())
                .store(store)
                .start());
        running.join().await();
        StudyResult continued = search(spark)
                .executor(spark)
                .policy(BudgetPolicies.asha())
                .store(store)
                .run();
        assertThat(story(continued)).isEqualTo(story(whole));
    }

    @Test
    void rateThatThrowsIsTrainedOnce() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() == 2) {
                throw new TrainingException("no memory for this rate");
            }
            return loss;
        });
        StudyResult result = Search.of(trainer)
                .executor(LocalSpark.trials(trainer))
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .trials(3)
                .epochs(2)
                .run();
        assertThat(trainer.opened()).containsExactlyInAnyOrder(new TrialId(1), new TrialId(2), new TrialId(3));
        Trial failed = result.view().trial(new TrialId(2));
        assertThat(failed.outcome().orElseThrow().kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(failed.outcome().orElseThrow().toString()).contains("no memory for this rate");
    }

    /** Trial 1 trains until the driver has seen its first epoch, which then ends the search by its target. */
    @Test
    void pointsComeWhileTheirSegmentRuns() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Queue<Long> steps = new ConcurrentLinkedQueue<>();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 15) {
                seen.await();
            }
            return loss;
        });
        SparkTrials spark = LocalSpark.trials(trainer).whileTraining((trial, points) -> {
            points.forEach(point -> steps.add(point.step()));
            seen.countDown();
        });
        StudyResult result = Search.of(trainer)
                .executor(spark)
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .policy(BudgetPolicies.full())
                .trials(1)
                .epochs(3)
                .run();
        assertThat(result.view().trial(new TrialId(1)).curve().lastStep()).isEqualTo(30);
        assertThat(steps).startsWith(0L, 10L);
    }

    /**
     * While a segment of trial 1 runs, the others reach their first milestone, the policy decides about them, and the best of them is
     * trained on. A stop rule that waits for that ends trial 1 in the middle of its segment, which otherwise never ends.
     */
    @Test
    @Timeout(300) // only so that a search that never ends is seen
    void policyDecidesAndStopRulesEndTrialsWhileSegmentsRun() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() == 1 && step == 5) {
                first.countDown();
                while (!cancel.isCancelled()) {
                    Thread.onSpinWait();
                }
            } else if (request.plan().id().number() > 1) {
                first.await();
            }
            return loss;
        });
        StudyResult result = Search.of(trainer)
                .executor(LocalSpark.trials(trainer))
                .parallelism(2)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(1e-4, 1e-3, 1e-2, 1e-1))
                .policy(BudgetPolicies.asha())
                .stopWhen(StopRule.of("trial 4 trains on", (view, elapsed) -> trainsOn(view, new TrialId(4))))
                .trials(4)
                .epochs(9)
                .run();
        Trial waiting = result.view().trial(new TrialId(1));
        assertThat(waiting.outcome().orElseThrow().kind()).isEqualTo(OutcomeKind.STOPPED);
        assertThat(waiting.curve().lastStep()).isLessThan(10);
        assertThat(result.view().trial(new TrialId(4)).curve().lastStep())
                .as("the policy has let the best one train on")
                .isGreaterThan(10);
    }

    private static Optional<String> trainsOn(StudyView view, TrialId trial) {
        return view.trials().stream()
                        .anyMatch(t -> t.id().equals(trial) && t.curve().lastStep() > 10)
                ? Optional.of("trial 4 trains on")
                : Optional.empty();
    }

    /** A search of one trial whose jobs are killed when its first epoch is seen, the first times that it is issued. */
    private static Trial killed(int times) {
        AtomicInteger kills = new AtomicInteger();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            while (step == 15 && kills.get() < times && !cancel.isCancelled()) {
                Thread.onSpinWait();
            }
            return loss;
        });
        SparkTrials spark = LocalSpark.trials(trainer).whileTraining((trial, points) -> {
            if (kills.getAndIncrement() < times) {
                LocalSpark.context().cancelAllJobs();
            }
        });
        return Search.of(trainer)
                .executor(spark)
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .policy(BudgetPolicies.full())
                .trials(1)
                .epochs(3)
                .run()
                .view()
                .trial(new TrialId(1));
    }

    @Test
    @Timeout(300)
    void trialWhoseTaskIsLostIsIssuedAgain() {
        Trial trial = killed(1);
        assertThat(trial.outcome().orElseThrow().kind()).isEqualTo(OutcomeKind.COMPLETED);
        assertThat(trial.curve().lastStep()).isEqualTo(30);
    }

    @Test
    @Timeout(300)
    void trialWhoseTaskIsLostAgainAndAgainFails() {
        Trial trial = killed(3);
        assertThat(trial.outcome().orElseThrow().kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(trial.outcome().orElseThrow().toString()).contains("its Spark executor was lost 3 times");
    }

    @Test
    @Timeout(300)
    void pointsOfATaskThatMustBeKilledCount() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 15) {
                Uninterruptibles.awaitUninterruptibly(later);
            }
            return loss;
        });
        SparkTrials spark = LocalSpark.trials(trainer).whileTraining((trial, points) -> seen.countDown());
        try (var executor = spark.create(trainer, 1, ModelStorage.inMemory())) {
            Reports reports = new Reports();
            executor.submit(Orders.order(1), reports);
            seen.await();
            executor.cancel(new TrialId(1), "enough");
            SegmentReport report = reports.next();
            assertThat(report.segment().end()).isEqualTo(SegmentEnd.CANCELLED);
            assertThat(report.segment().reason()).isEqualTo("enough");
            assertThat(report.segment().points()).hasSize(11);
        } finally {
            later.countDown();
        }
    }

    @Test
    void modelsAreKeptForOtherExecutors() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer();
        FileCheckpointStore store = FileCheckpointStore.in(folder.resolve("models"));
        for (boolean named : new boolean[] {true, false}) {
            ModelStorage models = new ModelStorage(0, Optional.of(store), named);
            Reports reports = new Reports();
            try (var executor = LocalSpark.executor(trainer, 1, models)) {
                executor.submit(Orders.order(1, 0, 10), reports);
                SegmentReport first = reports.next();
                assertThat(first.checkpoint().isPresent()).isEqualTo(named);
                first.checkpoint()
                        .ifPresent(saved -> assertThat(store.get(saved)).hasSize(Long.BYTES));
                WorkOrder order = Orders.order(1, 10, 20);
                executor.submit(
                        new WorkOrder(order.request(), order.curve(), 20, first.checkpoint(), Optional.empty()),
                        reports);
                assertThat(reports.next().segment().points()).hasSize(10);
                executor.release(new TrialId(1));
            }
        }
        assertThat(trainer.resumed()).containsExactly(new TrialId(1), new TrialId(1));
        assertThat(trainer.opened()).hasSize(2);
    }

    @Test
    void whatNobodyReadsIsReportedToTheSearchOnly() throws Exception {
        Queue<String> reads = new ConcurrentLinkedQueue<>();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            request.configuration().real("momentum");
            return loss;
        });
        try (var executor = LocalSpark.executor(trainer, 1, ModelStorage.inMemory())) {
            Reports reports = new Reports();
            executor.submit(WatchedOrders.reporting(reads::add), reports);
            reports.next();
        }
        assertThat(reads).contains("momentum").doesNotContain("batch");
    }

    @Test
    void tasksAskForWhatATrialNeeds() {
        ResourceProfile profile = SparkTrials.profile(2, 1);
        assertThat(profile.taskResourcesJMap().keySet()).containsExactlyInAnyOrder("cpus", "gpu");
        assertThat(profile.taskResourcesJMap().get("cpus").amount()).isEqualTo(2);
        assertThat(profile.taskResourcesJMap().get("gpu").amount()).isEqualTo(1);
        assertThat(SparkTrials.profile(1, 0).taskResourcesJMap().keySet()).containsExactly("cpus");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkTrials.profile(0, 1))
                .withMessageContaining("at least 1 processor and 0 or more GPUs, but was given 0 and 1");
    }

    @Test
    void whatCannotWorkIsRefusedBeforeItTrains() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> SparkTrials.requirePlugin(new SparkConf(false).set("spark.plugins", "other")))
                .withMessageContaining(
                        "spark.plugins must name org.gradus.trainers.spark.GradusPlugin, but is 'other'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkTrials.of(LocalSpark.context(), "absent", TrainerOptions.none()))
                .withMessageContaining("there is no trainer 'absent'; known are quadratic, registered");
        SparkTrials spark = quadratic();
        Search other = Search.of(new ScriptedTrainer())
                .executor(spark)
                .learningRate(1e-4, 1)
                .trials(1);
        assertThatIllegalStateException()
                .isThrownBy(other::start)
                .withMessageContaining("the search has the trainer scripted 1, but Spark trains with");
        Search nowhere = search(spark).executor(spark).parallelism(0);
        assertThatIllegalArgumentException().isThrownBy(nowhere::start).withMessageContaining("parallelism");
        Search odd = search(spark)
                .executor(spark)
                .schedule(new ScheduleFamily("mine", rate -> (step, total) -> rate.value()));
        assertThatIllegalStateException().isThrownBy(odd::run).withMessageContaining("know schedules by their names");
    }
}
