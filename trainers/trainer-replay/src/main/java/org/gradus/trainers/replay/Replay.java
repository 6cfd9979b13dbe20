package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.replay.internal.FailingTrainer;
import org.gradus.trainers.replay.internal.FailurePlan;
import org.gradus.trainers.replay.internal.ReplayRun;

/**
 * Measures how fast a strategy under a budget policy finds a good rate, on recorded curves: each table is searched with
 * seeds 0, 1, … through the same session as a real search, one trial at a time, for validation accuracy.
 *
 * <p>Nothing new is begun once the budget is spent, but a trial that began within it may end beyond. Finalists are not
 * trained again. Immutable; every method that sets something returns a copy.
 */
public final class Replay {
    private final Names names;
    private final AutoPlan plan;
    private final Settings settings;
    private final Ranking ranking;

    /** What strategy and policy are called in the trace. */
    record Names(String strategy, String policy) {}

    private record Settings(
            double budget, SeedRange seeds, double failures, OptionalDouble minRate, OptionalDouble maxRate) {
        Settings {
            if (!(budget > 0 && budget <= 1e6)) {
                throw new IllegalArgumentException(
                        "the budget must be above 0 and at most a million full trainings, but was " + budget);
            }
            if (!(failures >= 0 && failures < 1)) {
                throw new IllegalArgumentException(
                        "the share of failing trials must be in [0, 1), but was " + failures);
            }
        }
    }

    private record SeedRange(long first, int count) {
        SeedRange {
            if (count < 1) {
                throw new IllegalArgumentException("seeds must be at least 1, but was " + count);
            }
            if (first < 0) {
                throw new IllegalArgumentException("the first seed must be 0 or more, but was " + first);
            }
        }
    }

    private Replay(Names names, AutoPlan plan, Settings settings, Ranking ranking) {
        this.names = names;
        this.plan = plan;
        this.settings = settings;
        this.ranking = ranking;
    }

    /** A replay of a strategy and a policy, for 20 full trainings, with 20 seeds, without failures. */
    public static Replay of(Strategy strategy, BudgetPolicy policy) {
        return of(strategy.name(), policy.name(), request -> new SearchPlan(strategy, policy, "chosen by the user"));
    }

    /**
     * A replay of the strategy and policy that a plan chooses for each table.
     *
     * @param strategyName what the trace calls the strategy, such as {@code auto}
     * @param policyName what it calls the policy
     */
    public static Replay of(String strategyName, String policyName, AutoPlan plan) {
        Settings settings = new Settings(20, new SeedRange(0, 20), 0, OptionalDouble.empty(), OptionalDouble.empty());
        return new Replay(new Names(strategyName, policyName), plan, settings, new ScoreRanking());
    }

    /** How many full trainings each search may begin, above 0. */
    public Replay budget(double fullTrainings) {
        return with(new Settings(fullTrainings, settings.seeds, settings.failures, settings.minRate, settings.maxRate));
    }

    /** With how many seeds each table is searched, at least 1. */
    public Replay seeds(int count) {
        return with(new SeedRange(settings.seeds.first, count));
    }

    /** The first of the seeds, 0 or more; 0 unless set. A default that was chosen on some seeds is judged on others. */
    public Replay firstSeed(long first) {
        return with(new SeedRange(first, settings.seeds.count));
    }

    /** The share of the trials that fail, each in a random epoch, in [0, 1). */
    public Replay failures(double share) {
        return with(new Settings(settings.budget, settings.seeds, share, settings.minRate, settings.maxRate));
    }

    /** The lowest rate searched, instead of the lowest recorded one. */
    public Replay minRate(double rate) {
        return with(new Settings(
                settings.budget, settings.seeds, settings.failures, OptionalDouble.of(rate), settings.maxRate));
    }

    /** The highest rate searched, instead of the highest recorded one. */
    public Replay maxRate(double rate) {
        return with(new Settings(
                settings.budget, settings.seeds, settings.failures, settings.minRate, OptionalDouble.of(rate)));
    }

    /** Names the incumbent; the plain ranking by score unless set. */
    public Replay ranking(Ranking value) {
        return new Replay(names, plan, settings, value);
    }

    private Replay with(SeedRange seeds) {
        return with(new Settings(settings.budget, seeds, settings.failures, settings.minRate, settings.maxRate));
    }

    private Replay with(Settings changed) {
        return new Replay(names, plan, changed, ranking);
    }

    /**
     * Replays tables.
     *
     * @return the rows in the order of tasks, seeds and events
     * @throws IllegalArgumentException if a setting does not fit a table
     * @throws IllegalStateException if strategy or policy cannot work on a table
     */
    public List<TraceRow> run(List<CurveTable> tables) {
        return tables.stream()
                .sorted(Comparator.comparing(CurveTable::task))
                .flatMap(table -> run(table).stream())
                .toList();
    }

    /** Replays one table; see {@link #run(List)}. */
    public List<TraceRow> run(CurveTable table) {
        RegretScale scale = new RegretScale(table);
        ImmutableList.Builder<TraceRow> rows = ImmutableList.builder();
        for (int i = 0; i < settings.seeds.count; i++) {
            rows.addAll(run(table, scale, settings.seeds.first + i));
        }
        return rows.build();
    }

    private List<TraceRow> run(CurveTable table, RegretScale scale, long seed) {
        FailurePlan failures = new FailurePlan(settings.failures, table.epochs(), seed);
        Trainer trainer = new FailingTrainer(ReplayTrainer.of(table), failures);
        SearchSpace space = SearchSpace.learningRate(
                settings.minRate.orElse(table.minRate()), settings.maxRate.orElse(table.maxRate()));
        // The share of an epoch is for budgets such as 0.1 + 0.2, which are a little more than they say.
        long totalEpochs = Math.max(1, (long) Math.ceil(settings.budget * table.epochs() - 1e-9));
        StudyBudget budget = new StudyBudget(OptionalInt.empty(), table.epochs(), OptionalLong.of(totalEpochs));
        SearchPlan chosen = PlanRequest.of(space, budget, trainer.descriptor()).plan(plan);
        StudyRecord study = new StudyRecord(
                new StudyId(table.task()),
                space,
                Objective.maximize("validationAccuracy"),
                budget,
                chosen.settings()
                        .ranking(ranking.name())
                        .seed(seed)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance(trainer.descriptor().name(), trainer.descriptor().fingerprint(), Map.of()));
        return new ReplayTrace(study, names, scale, ranking, failures).rows(ReplayRun.events(study, chosen, trainer));
    }
}
