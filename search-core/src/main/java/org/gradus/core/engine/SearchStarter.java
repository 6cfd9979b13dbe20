package org.gradus.core.engine;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Objective;

/**
 * Checks the settings of a search, opens what it needs and starts it. What was opened for a search that does not begin after
 * all is closed again.
 *
 * @param settings of the search
 */
record SearchStarter(SearchSettings settings) {
    /** Begins a study in the store that was opened for it. */
    @FunctionalInterface
    private interface Beginning<T> {
        T begin(StudyRecord study, SearchPlan plan, OpenedStore opened);
    }

    RunningSearch start() {
        return start((study, plan, opened) -> begin(continuation(study, opened), plan, opened));
    }

    AskTell startAskTell() {
        return start((study, plan, opened) -> AskTell.begin(continuation(study, opened), settings, plan, opened));
    }

    /** Leaves the study in its store for others. */
    StudyRecord begin() {
        return start((study, plan, opened) -> {
            if (!opened.lasting()) {
                throw new IllegalStateException(
                        "begin() leaves the study in its store\nMaybe store(...) was not called.");
            }
            Continuation begun = continuation(study, opened);
            begun.claims().close();
            opened.close();
            return begun.study();
        });
    }

    private <T> T start(Beginning<T> beginning) {
        requireSensible();
        SearchSpace space = settings.space.build();
        StudyBudget budget = settings.budget();
        StudyId id = new StudyId(settings.name);
        OpenedStore opened = settings.store.open(id);
        try {
            // What is chosen by the budget stays as it was when the study was begun, even if it is extended.
            StudyBudget first = opened.store().find(id).map(StudyRecord::budget).orElse(budget);
            SearchPlan plan = plan(space, first);
            StudyRecord study = new StudyRecord(
                    id,
                    space,
                    settings.objective,
                    budget,
                    recorded(plan),
                    provenance(),
                    new WarmStarts(space, settings.objective, first).of(settings.enqueued, settings.earlierStudies));
            return beginning.begin(study, plan, opened);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private SearchPlan plan(SearchSpace space, StudyBudget budget) {
        PlanRequest request =
                new PlanRequest(space, budget, settings.trainer.descriptor(), settings.strategy, settings.policy);
        SearchPlan plan = settings.automaticPlan.map(request::plan).orElseGet(request::plan);
        plan.check(request);
        requireMetric();
        requireSchedules(space);
        settings.trainer.check(space);
        return plan;
    }

    private RunningSearch begin(Continuation continuation, SearchPlan plan, OpenedStore opened) {
        try {
            ModelStorage models = models(opened);
            TrialExecutor executor = settings.executor.create(settings.trainer, settings.parallelism, models);
            try {
                return RunningSearch.start(
                        new SearchEngine(continuation, settings, plan, opened.with(models.named()), executor));
            } catch (RuntimeException | Error e) {
                executor.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            continuation.claims().close();
            throw e;
        }
    }

    /**
     * Joins a study that is there, with all that its record says.
     *
     * @throws SearchException if it is not there, or needs what is not known here
     * @throws IllegalStateException if the trainer is another
     */
    RunningSearch join(String address, StudyId id) {
        requireDurations();
        OpenedStore opened = OpenedStore.own(StudyStores.open(address), StudyStores.file(address), id);
        try {
            StudyRecord study = StoredPlan.find(opened.store(), id);
            StoredPlan.requireTrainer(study, settings.trainer.descriptor());
            SearchPlan plan = StoredPlan.of(study);
            plan.check(PlanRequest.of(study.space(), study.budget(), settings.trainer.descriptor()));
            settings.trainer.check(study.space());
            settings.schedule = StoredPlan.schedule(study);
            return begin(Continuation.resumed(opened.store(), study, joining()), plan, opened);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private Continuation continuation(StudyRecord study, OpenedStore opened) {
        return Continuation.of(opened.store(), study, settings.extend, joining());
    }

    private Joining joining() {
        return new Joining(Heartbeat.lease(settings.heartbeat), settings.lease.isPresent());
    }

    /** Goes on with a study that was begun by asking and telling, with all that its record says. */
    static AskTell resumeAskTell(OpenedStore opened, StudyRecord study, SearchSettings settings) {
        SearchStarter starter = new SearchStarter(settings);
        SearchPlan plan = StoredPlan.of(study);
        return AskTell.begin(Continuation.resumed(opened.store(), study, starter.joining()), settings, plan, opened);
    }

    /** Models are saved for other processes if the study is kept too; else only those that memory has no room for. */
    private ModelStorage models(OpenedStore opened) {
        Optional<CheckpointStore> store = settings.models.or(() -> opened.models(settings.trainer.descriptor()));
        if (settings.heldInMemory.isPresent() && store.isEmpty()) {
            throw new IllegalStateException("heldInMemory(" + settings.heldInMemory.getAsInt()
                    + ") leaves models without a place\nMaybe models(store) was not called.");
        }
        if (settings.heldInMemory.isEmpty() && store.isPresent() && !opened.lasting()) {
            throw new IllegalStateException(
                    "models(store) saves nothing, because the study itself is not kept and all models"
                            + " stay in memory\nMaybe store(...) or heldInMemory(n) was not called.");
        }
        int held = settings.heldInMemory.orElse(Integer.MAX_VALUE);
        return new ModelStorage(held, store, opened.lasting() && store.isPresent());
    }

    private void requireSensible() {
        if (!Double.isFinite(settings.budget().fullTrainings()) && settings.stopRules.isEmpty()) {
            throw new IllegalStateException("the search has no end\nMaybe trials(n) was not called.");
        }
        requireDurations();
    }

    private void requireDurations() {
        if (settings.heartbeat.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "a heartbeat must last at least a millisecond, but was " + settings.heartbeat);
        }
        settings.trialTimeLimit
                .filter(limit -> limit.isZero() || limit.isNegative())
                .ifPresent(limit -> {
                    throw new IllegalArgumentException("the time limit of a trial must be positive, but was " + limit);
                });
    }

    private void requireMetric() {
        String metric = settings.objective.metric();
        TrainerDescriptor trainer = settings.trainer.descriptor();
        if (!metric.equals("loss") && !trainer.metrics().contains(metric)) {
            throw new IllegalStateException("the objective needs the metric '" + metric + "', but trainer '"
                    + trainer.name() + "' measures only the loss"
                    + (trainer.metrics().isEmpty() ? "" : " and " + String.join(", ", trainer.metrics()))
                    + "\nMaybe use "
                    + trainer.metrics().stream()
                            .findFirst()
                            .map(known -> "Objective.maximize(\"" + Objective.figureOf(known) + "\")")
                            .orElse("Objective.minimize(\"validationLoss\")")
                    + ".");
        }
    }

    private static void requireSchedules(SearchSpace space) {
        space.find(ScheduleFamily.PARAMETER).ifPresent(parameter -> {
            if (!(parameter.domain() instanceof CategoricalDomain choice)) {
                throw new IllegalStateException("'" + ScheduleFamily.PARAMETER + "' must be a choice among "
                        + ScheduleFamily.all().keySet() + ", but is "
                        + parameter.domain().describe());
            }
            choice.values().forEach(ScheduleFamily::named);
        });
    }

    private StudyRecord.Settings recorded(SearchPlan plan) {
        return plan.addTo(settings.recorded)
                .ranking(settings.ranking.name())
                .stopRules(settings.stopRules.stream().map(StopRule::words).toList())
                .schedule(settings.schedule.name())
                .build();
    }

    private Provenance provenance() {
        TrainerDescriptor trainer = settings.trainer.descriptor();
        Map<String, String> details = new TreeMap<>(trainer.details());
        details.put(Provenance.STARTED, settings.clock.instant().toString());
        details.put(Provenance.PARALLELISM, Integer.toString(settings.parallelism));
        details.putAll(machine());
        details.putAll(settings.notes);
        return new Provenance(trainer.name(), trainer.fingerprint(), details, settings.figures);
    }

    private static Map<String, String> machine() {
        return ImmutableMap.of(
                Provenance.GRADUS,
                Optional.ofNullable(Search.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                Provenance.JAVA,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Provenance.SYSTEM,
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Provenance.PROCESSORS,
                Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
}
