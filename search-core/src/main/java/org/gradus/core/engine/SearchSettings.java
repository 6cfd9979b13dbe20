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
import java.util.function.IntFunction;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.execution.ExecutorFactory;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Objective;

/** What {@link Search} was asked for, with the defaults of what it was not. Not thread-safe. */
final class SearchSettings {
    Trainer trainer;
    final SearchSpace.Builder space = SearchSpace.builder();

    /** What is stored as it is. */
    final StudyRecord.Builder recorded = StudyRecord.Settings.builder();

    final List<StopRule> stopRules = new ArrayList<>();
    final List<SearchListener> listeners = new ArrayList<>();
    final Map<String, String> notes = new TreeMap<>();
    final Map<String, Double> figures = new TreeMap<>();
    final Set<Configuration> enqueued = new LinkedHashSet<>();
    final List<EarlierStudy> earlierStudies = new ArrayList<>();
    String name = "study";
    Objective objective = Objective.minimize("validationLoss");
    Optional<Strategy> strategy = Optional.empty();
    Optional<BudgetPolicy> policy = Optional.empty();
    Optional<AutoPlan> automaticPlan = Optional.empty();
    Ranking ranking = new GeneralizationRanking();
    ScheduleFamily schedule = ScheduleFamily.CONSTANT;
    OptionalInt trials = OptionalInt.empty();

    /** The epochs of all trainings together, given those of one. */
    IntFunction<OptionalLong> totalEpochs = epochs -> OptionalLong.empty();

    int epochs = 1;
    int parallelism = 1;
    ExecutorFactory executor = ExecutorFactory.local();
    Optional<Duration> trialTimeLimit = Optional.empty();
    OpenedStore.Opening store = study -> OpenedStore.inMemory();
    Optional<CheckpointStore> models = Optional.empty();
    OptionalInt heldInMemory = OptionalInt.empty();
    boolean extend;
    Duration heartbeat = Duration.ofSeconds(10);

    /** For how long a trial that was asked for is not given to others; empty if it is told by the process that asked. */
    Optional<Duration> lease = Optional.empty();

    InstantSource clock;

    StudyBudget budget() {
        return new StudyBudget(trials, epochs, totalEpochs.apply(epochs));
    }

    SearchSettings(Trainer trainer, InstantSource clock) {
        this.trainer = trainer;
        this.clock = clock;
    }
}
