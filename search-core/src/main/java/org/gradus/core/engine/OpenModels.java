package org.gradus.core.engine;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/** Frees the models of trials that have ended, but for those with which the test split may yet be read. */
final class OpenModels {
    private final StudyRecord study;
    private final TrialExecutor executor;
    private final boolean testable;
    private final Set<TrialId> freed = new HashSet<>();

    /**
     * The models of one run.
     *
     * @param testable whether the trainer has a test split
     */
    OpenModels(StudyRecord study, TrialExecutor executor, boolean testable) {
        this.study = study;
        this.executor = executor;
        this.testable = testable;
    }

    void free(StudyView view) {
        Set<TrialId> kept = testable ? mayBeTested(view) : Set.of();
        view.trials().stream()
                .filter(Trial::ended)
                .map(Trial::id)
                .filter(id -> !kept.contains(id) && freed.add(id))
                .forEach(executor::release);
    }

    /** The replicates; where there are none, the baseline and as many of the best as there will be finalists. */
    private Set<TrialId> mayBeTested(StudyView view) {
        Stream<Trial> tested = study.settings().replicates() > 0
                ? view.trials(TrialPurpose.REPLICATE).stream()
                : Stream.concat(view.trials(TrialPurpose.BASELINE).stream(), best(view).stream());
        return new HashSet<>(
                tested.filter(t -> t.finalScore().isPresent()).map(Trial::id).toList());
    }

    private List<Trial> best(StudyView view) {
        return view.searched().stream()
                .filter(t -> t.finalScore().isPresent())
                .sorted(Comparator.comparingDouble(
                        t -> t.finalScore().orElseThrow().value()))
                .limit(study.settings().finalists())
                .toList();
    }
}
