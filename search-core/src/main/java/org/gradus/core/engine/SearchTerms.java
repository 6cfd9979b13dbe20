package org.gradus.core.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.execution.LocalExecutor;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Provenance;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.jspecify.annotations.Nullable;

/** What a search was asked for, setting by setting, and its start. Not thread-safe. */
final class SearchTerms {
    final Trainer trainer;
    final SearchSpace.Builder space = SearchSpace.builder();
    final List<StopRule> stopRules = new ArrayList<>();
    final List<SearchListener> listeners = new ArrayList<>();
    final Map<String, String> notes = new TreeMap<>();
    final Map<String, Double> figures = new TreeMap<>();
    final Set<Configuration> enqueued = new LinkedHashSet<>();
    final List<EarlierStudy> earlierStudies = new ArrayList<>();
    String name = "study";
    Objective objective = Objective.minimize("validationLoss");

    @Nullable
    Strategy strategy;

    @Nullable
    BudgetPolicy policy;

    @Nullable
    AutoPlan autoPlan;

    Ranking ranking = new GeneralizationRanking();

    ScheduleFamily schedule = ScheduleFamily.CONSTANT;
    OptionalInt trials = OptionalInt.empty();
    OptionalLong totalEpochs = OptionalLong.empty();
    int epochs = 1;
    int finalists = 3;
    int replicates;
    int parallelism = 1;
    int round;
    int recordEvery = 10;
    long seed;
    Optional<Configuration> baseline = Optional.empty();
    Optional<Duration> trialTimeLimit = Optional.empty();
    StudyStore store = new InMemoryStudyStore();

    /** Opens a store of this search alone. */
    @Nullable
    Supplier<JdbcStudyStore> open;

    InstantSource clock;
    int heldInMemory = Integer.MAX_VALUE;
    Optional<CheckpointStore> checkpoints = Optional.empty();
    boolean durable;
    boolean extend;
    Duration heartbeat = Duration.ofSeconds(10);

    SearchTerms(Trainer trainer, InstantSource clock) {
        this.trainer = trainer;
        this.clock = clock;
    }

    /** Checks everything and starts the search; a store that was opened for it is closed at its end. */
    RunningSearch start() {
        requireSensible();
        SearchSpace searched = space.build();
        Supplier<JdbcStudyStore> opening = open;
        if (opening == null) {
            return start(searched, new Kept(store, checkpoints, durable, false));
        }
        JdbcStudyStore own = opening.get();
        try {
            return start(
                    searched,
                    new Kept(
                            own,
                            Optional.of(checkpoints.orElseGet(() -> own.checkpoints(new StudyId(name)))),
                            true,
                            true));
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    private RunningSearch start(SearchSpace searched, Kept kept) {
        StudyBudget budget = new StudyBudget(trials, epochs, totalEpochs);
        // What is chosen by the budget stays as it was when the study was begun, even if it is extended.
        StudyBudget first =
                kept.store().find(new StudyId(name)).map(StudyRecord::budget).orElse(budget);
        SearchPlan plan = Plans.choose(
                new UserChoice(Optional.ofNullable(strategy), Optional.ofNullable(policy)),
                Optional.ofNullable(autoPlan),
                searched,
                first,
                trainer.descriptor());
        Plans.check(plan, trainer.descriptor(), objective, searched, first);
        trainer.check(searched);
        StudyRecord study = new StudyRecord(
                new StudyId(name),
                searched,
                objective,
                budget,
                settings(plan),
                provenance(),
                new WarmStarts(searched, objective, first).of(enqueued, earlierStudies));
        return begin(study, settings(plan, kept));
    }

    /** What was opened for a search that does not begin after all is closed again. */
    private RunningSearch begin(StudyRecord study, SearchSettings settings) {
        TrialExecutor executor = executor(settings.kept());
        try {
            Continuation continuation =
                    Continuation.of(settings.kept().store(), study, extend, Heartbeat.lease(heartbeat));
            try {
                return RunningSearch.start(new SearchEngine(continuation, trainer, executor, settings));
            } catch (RuntimeException | Error e) {
                continuation.claims().close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            executor.close();
            throw e;
        }
    }

    private SearchSettings settings(SearchPlan plan, Kept kept) {
        return new SearchSettings(
                plan, schedule, ranking, stopRules, listeners, trialTimeLimit, kept, heartbeat, clock);
    }

    private TrialExecutor executor(Kept kept) {
        if (kept.models().isPresent() && kept.everySegment()) {
            return LocalExecutor.saving(trainer, parallelism, kept.models().get(), heldInMemory);
        }
        return kept.models()
                .map(models -> new LocalExecutor(trainer, parallelism, models, heldInMemory))
                .orElseGet(() -> new LocalExecutor(trainer, parallelism));
    }

    private void requireSensible() {
        if (trials.isEmpty() && totalEpochs.isEmpty() && stopRules.isEmpty()) {
            throw new IllegalStateException("the search has no end\nMaybe trials(n) was not called.");
        }
        if (heartbeat.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a heartbeat must last at least a millisecond, but was " + heartbeat);
        }
        trialTimeLimit.filter(limit -> limit.isZero() || limit.isNegative()).ifPresent(limit -> {
            throw new IllegalArgumentException("the time limit of a trial must be positive, but was " + limit);
        });
    }

    private StudyRecord.Settings settings(SearchPlan plan) {
        StudyRecord.Builder settings = StudyRecord.Settings.builder()
                .plan(plan.strategy().name(), plan.policy().name(), plan.reason())
                .ranking(ranking.name())
                .stopRules(stopRules.stream().map(StopRule::words).toList())
                .schedule(schedule.name())
                .seed(seed)
                .finalists(finalists)
                .replicates(replicates)
                .recordEvery(recordEvery)
                .round(round);
        baseline.ifPresent(settings::baseline);
        return settings.build();
    }

    private Provenance provenance() {
        TrainerDescriptor descriptor = trainer.descriptor();
        Map<String, String> details = new TreeMap<>(descriptor.details());
        details.put(Provenance.STARTED, clock.instant().toString());
        details.put(Provenance.PARALLELISM, Integer.toString(parallelism));
        details.putAll(Machine.details());
        details.putAll(notes);
        return new Provenance(descriptor.name(), descriptor.fingerprint(), details, figures);
    }
}
