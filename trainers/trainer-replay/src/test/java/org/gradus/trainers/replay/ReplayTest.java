package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;
import org.gradus.trainers.replay.internal.FailurePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private static final BudgetPolicy FULL = new FullBudget();

    private static Replay scripted(Double... rates) {
        return Replay.of(ScriptedStrategy.of(rates), FULL).seeds(1);
    }

    private static TraceRow row(int trial, double rate, int epochs, double incumbent, double cost, double regret) {
        OptionalDouble known = Double.isNaN(incumbent) ? OptionalDouble.empty() : OptionalDouble.of(incumbent);
        return new TraceRow("small", "scripted", "full", 0, trial, rate, epochs, known, cost, regret);
    }

    /** Accuracies at the last of two epochs: 0.4 at 0.001, 0.8 at 0.01; 0.1 fails in epoch 2, 1 in epoch 1; chance 0.1. */
    @Test
    void traceSaysWhatEachTrialCostAndBrought() {
        List<TraceRow> rows = scripted(1.0, 0.001, 0.1, 0.01, 0.001).run(Tables.small());
        assertThat(rows)
                .containsExactly(
                        row(1, 1, 1, Double.NaN, 0.5, 1),
                        row(2, 0.001, 2, 0.001, 1.5, (0.8 - 0.4) / (0.8 - 0.1)),
                        row(3, 0.1, 2, 0.001, 2.5, (0.8 - 0.4) / (0.8 - 0.1)),
                        row(4, 0.01, 2, 0.01, 3.5, 0),
                        row(5, 0.001, 2, 0.01, 4.5, 0));
    }

    /** Cost before the trials: 0, 1, 2. The third begins within the budget of 2.1 and ends beyond it. */
    @Test
    void trialThatBeganWithinTheBudgetMayEndBeyondIt() {
        List<TraceRow> rows = scripted(0.001, 0.01, 0.001, 0.01).budget(2.1).run(Tables.small());
        assertThat(rows).extracting(TraceRow::cost).containsExactly(1.0, 2.0, 3.0);
    }

    /** Holds every trial after epoch 1 and continues the second as soon as it is held. */
    private static final class HoldAll implements BudgetPolicy {
        @Override
        public String name() {
            return "hold-all";
        }

        @Override
        public int firstMilestone(StudyView study, Configuration configuration) {
            return 1;
        }

        @Override
        public List<Decision> decide(StudyView study) {
            List<Decision> decisions = new ArrayList<>();
            for (Trial trial : study.trials()) {
                if (trial.state() == TrialState.WAITING) {
                    decisions.add(Decision.hold(trial, "later"));
                } else if (trial.state() == TrialState.HELD && trial.id().number() == 2) {
                    decisions.add(Decision.continueUntil(trial.id(), 2, "now"));
                }
            }
            return decisions;
        }
    }

    @Test
    void heldTrialsAreContinuedAndOnlyNewEpochsCost() {
        List<TraceRow> rows = Replay.of(ScriptedStrategy.of(0.001, 0.01), new HoldAll())
                .seeds(1)
                .run(Tables.small());
        assertThat(rows).extracting(TraceRow::trial).containsExactly(1, 2, 2, 1);
        assertThat(rows).extracting(TraceRow::epochs).containsExactly(1, 1, 2, 1);
        assertThat(rows).extracting(TraceRow::cost).containsExactly(0.5, 1.0, 1.5, 1.5);
        assertThat(rows).extracting(TraceRow::regret).containsExactly(1.0, 1.0, 0.0, 0.0);
        assertThat(rows).extracting(TraceRow::policy).containsOnly("hold-all");
    }

    /**
     * On a line of accuracies from 0 to 1 the regret of n random rates is one less the largest of n uniform numbers: mean
     * 1/(n + 1), deviation below that. Four standard errors of 400 seeds: a false failure is as rare as 1 in 2,000.
     */
    @Test
    void regretOfRandomSearchIsThatOfTheLargestOfUniformNumbers() {
        int seeds = 400;
        List<TraceRow> rows =
                Replay.of(new UniformStrategy(), FULL).budget(8).seeds(seeds).run(Tables.climbing());
        for (int n = 1; n <= 8; n++) {
            int trial = n;
            double mean = rows.stream()
                    .filter(row -> row.trial() == trial)
                    .mapToDouble(TraceRow::regret)
                    .average()
                    .orElseThrow();
            double expected = 1.0 / (n + 1);
            assertThat(mean).isCloseTo(expected, within(4 * expected / Math.sqrt(seeds)));
        }
    }

    @Test
    void seedMovesTheFirstPointToo() {
        List<TraceRow> rows =
                Replay.of(new UniformStrategy(), FULL).budget(1).seeds(10).run(Tables.climbing());
        assertThat(rows).extracting(TraceRow::seed).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(rows).extracting(TraceRow::learningRate).doesNotHaveDuplicates();
    }

    @Test
    void seedsMayBeginAnywhere() {
        Replay replay = Replay.of(new UniformStrategy(), FULL).budget(2);

        assertThat(replay.firstSeed(2).seeds(3).run(Tables.climbing()))
                .isEqualTo(replay.seeds(5).run(Tables.climbing()).stream()
                        .filter(row -> row.seed() >= 2)
                        .toList());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay.firstSeed(-1))
                .withMessageContaining("the first seed must be 0 or more, but was -1");
    }

    @Test
    void sameReplayGivesTheSameTraceInTheOrderOfTasks() {
        Replay replay =
                Replay.of(new UniformStrategy(), FULL).budget(5).seeds(3).failures(0.3);
        List<TraceRow> rows = replay.run(List.of(Tables.small(), Tables.climbing()));
        assertThat(replay.run(List.of(Tables.climbing(), Tables.small()))).isEqualTo(rows);
        assertThat(rows).extracting(TraceRow::task).isSorted();
    }

    @Test
    void costAndRegretFollowFromTheOtherColumns() {
        RegretScale scale = new RegretScale(Tables.small());
        Map<Long, Map<Integer, Integer>> epochs = new HashMap<>();
        for (TraceRow row :
                Replay.of(new UniformStrategy(), FULL).seeds(5).failures(0.2).run(Tables.small())) {
            Map<Integer, Integer> search = epochs.computeIfAbsent(row.seed(), unused -> new HashMap<>());
            search.put(row.trial(), row.epochs());
            int sum = search.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(row.cost()).isEqualTo(sum / 2.0);
            double regret = row.incumbentRate().isPresent()
                    ? scale.regret(row.incumbentRate().getAsDouble())
                    : 1;
            assertThat(row.regret()).isEqualTo(regret);
        }
    }

    /** 2000 trials fail with probability 0.25: 500 ± 97 is five standard deviations. */
    @Test
    void shareOfTheTrialsFailsAndCosts() {
        List<TraceRow> rows = Replay.of(new UniformStrategy(), FULL)
                .budget(100)
                .seeds(20)
                .failures(0.25)
                .minRate(0.001)
                .maxRate(0.0011)
                .run(Tables.small())
                .stream()
                .filter(row -> row.trial() <= 100)
                .toList();
        assertThat(rows).hasSize(2000).allMatch(row -> row.epochs() >= 1);
        FailurePlan[] plans = new FailurePlan[20];
        int failed = 0;
        for (TraceRow row : rows) {
            int seed = (int) row.seed();
            plans[seed] = new FailurePlan(0.25, 2, seed);
            failed += plans[seed].epochOf(new TrialId(row.trial())).isPresent() ? 1 : 0;
        }
        assertThat(failed).isBetween(403, 597);
        long inEpochOne = rows.stream().filter(row -> row.epochs() == 1).count();
        assertThat(inEpochOne).as("half of the failures are in epoch 1").isBetween(failed / 2 - 60L, failed / 2 + 60L);
    }

    @Test
    void widerRangeReadsTheNearestEnd() {
        List<TraceRow> rows = scripted(1e-5, 10.0).minRate(1e-5).maxRate(100).run(Tables.small());
        assertThat(rows)
                .containsExactly(
                        row(1, 1e-5, 2, 1e-5, 1, (0.8 - 0.4) / (0.8 - 0.1)),
                        row(2, 10, 1, 1e-5, 1.5, (0.8 - 0.4) / (0.8 - 0.1)));
    }

    @Test
    void planMayChooseForEachTable() {
        List<TraceRow> rows = Replay.of(
                        "auto",
                        "auto",
                        request -> new SearchPlan(
                                ScriptedStrategy.of(request.space()
                                        .learningRateDomain()
                                        .orElseThrow()
                                        .max()),
                                FULL,
                                "a test"))
                .seeds(1)
                .run(Tables.climbing());
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).strategy()).isEqualTo("auto");
        assertThat(rows.get(0).policy()).isEqualTo("auto");
        assertThat(rows.get(0).learningRate()).isEqualTo(1);
    }

    @Test
    void strategyThatNeedsASweepIsRefused() {
        Strategy sweeping = new Strategy() {
            @Override
            public String name() {
                return "sweeping";
            }

            @Override
            public Proposal propose(StudyView study, RandomGenerator random) {
                return new Proposal.Exhausted("never asked");
            }

            @Override
            public Set<Capability> needs() {
                return Set.of(Capability.SWEEP);
            }
        };
        Replay replay = Replay.of(sweeping, FULL);
        CurveTable table = Tables.small();
        assertThatIllegalStateException()
                .isThrownBy(() -> replay.run(table))
                .withMessageContaining("'sweeping'")
                .withMessageContaining("sweep");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesABudgetThatIsNone(double budget) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scripted().budget(budget))
                .withMessageContaining("budget")
                .withMessageContaining(Double.toString(budget));
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scripted().seeds(0))
                .withMessageContaining("seeds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scripted().failures(1))
                .withMessageContaining("failing");
        Replay reversed = scripted(0.01).minRate(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reversed.run(Tables.small()))
                .withMessageContaining("swapped");
    }

    @Test
    void writesTheTraceAsCsv(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trace.csv");
        TraceRow.write(file, scripted(1.0, 0.01).run(Tables.small()));
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "task,strategy,policy,seed,trial,learning_rate,epochs,incumbent_rate,cost,regret",
                        "small,scripted,full,0,1,1.0,1,,0.5,1.0",
                        "small,scripted,full,0,2,0.01,2,0.01,1.5,0.0");
    }
}
