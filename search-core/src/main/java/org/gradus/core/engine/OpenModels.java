package org.gradus.core.engine;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of trials, in the executor and saved. Those of trials that have ended are freed, but for those with which the
 * test split may yet be read; of a trial that goes on only what was saved last is kept.
 */
final class OpenModels {
    private static final Logger LOG = LoggerFactory.getLogger(OpenModels.class);

    private final StudyRecord study;
    private final TrialExecutor executor;
    private final boolean testable;
    private final Optional<CheckpointStore> checkpoints;
    private final Set<TrialId> open = new LinkedHashSet<>();

    /** Those of them to which something has happened since they were looked at last. */
    private final Set<TrialId> changed = new LinkedHashSet<>();

    /** Those of them that have ended, and may yet be tested. */
    private final Set<TrialId> ended = new LinkedHashSet<>();

    private final Map<TrialId, CheckpointRef> saved = new HashMap<>();

    /** How many trials each of the saved models belongs to. */
    private final Multiset<CheckpointRef> references = HashMultiset.create();

    /**
     * The models of one run.
     *
     * @param testable whether the trainer has a test split
     * @param checkpoints where models are saved that the events of the study name
     */
    OpenModels(StudyRecord study, TrialExecutor executor, boolean testable, Optional<CheckpointStore> checkpoints) {
        this.study = study;
        this.executor = executor;
        this.testable = testable;
        this.checkpoints = checkpoints;
    }

    /**
     * Learns of the models that an earlier run of the study has left, and deletes those that it was about to delete.
     *
     * @param events of the earlier run
     */
    void find(List<TrialEvent> events, StudyView view) {
        Map<CheckpointRef, TrialId> named = new HashMap<>();
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.CurveExtended extended) {
                extended.checkpoint().ifPresent(checkpoint -> {
                    named.put(checkpoint, extended.trial());
                    open.add(extended.trial());
                    save(extended.trial(), Optional.of(checkpoint));
                });
            }
        }
        named.keySet().removeAll(references.elementSet());
        named.forEach(this::delete);
        changed.addAll(open);
        free(view);
    }

    /** The saved models that events name and that are needed yet. */
    Set<CheckpointRef> saved() {
        return Set.copyOf(saved.values());
    }

    /** Notes that a trial has a model from now on. */
    void begin(TrialId id) {
        open.add(id);
    }

    /** Notes that something has happened to trials: only their models are looked at, however many others are held. */
    void happened(List<TrialEvent> events) {
        events.forEach(event -> event.about().filter(open::contains).ifPresent(changed::add));
    }

    /** Frees what is not needed any more. What the view says must have been stored before. */
    void free(StudyView view) {
        for (TrialId id : changed) {
            Trial trial = view.trial(id);
            replace(id, trial.checkpoint());
            if (trial.ended()) {
                ended.add(id);
            }
        }
        changed.clear();
        Set<TrialId> kept = testable ? mayBeTested(view) : Set.of();
        List.copyOf(ended).stream().filter(id -> !kept.contains(id)).forEach(this::free);
    }

    /** Frees everything: the study is done. */
    void freeAll() {
        List.copyOf(open).forEach(this::free);
    }

    private void free(TrialId id) {
        executor.release(id);
        open.remove(id);
        changed.remove(id);
        ended.remove(id);
        replace(id, Optional.empty());
    }

    private void replace(TrialId id, Optional<CheckpointRef> current) {
        Optional<CheckpointRef> before = save(id, current);
        before.filter(reference -> !references.contains(reference)).ifPresent(reference -> delete(reference, id));
    }

    /** Notes the saved model of a trial; answers the one before. */
    private Optional<CheckpointRef> save(TrialId id, Optional<CheckpointRef> current) {
        CheckpointRef before = current.isPresent() ? saved.put(id, current.get()) : saved.remove(id);
        current.ifPresent(references::add);
        references.remove(before);
        return Optional.ofNullable(before);
    }

    private void delete(CheckpointRef reference, TrialId id) {
        try {
            checkpoints.ifPresent(store -> store.delete(reference));
        } catch (SearchException e) {
            LOG.warn("a checkpoint of {} was not deleted: {}", id, e.getMessage());
        }
    }

    /** The replicates; where there are none, the baseline and as many of the best as there will be finalists. */
    private Set<TrialId> mayBeTested(StudyView view) {
        Stream<Trial> tested = study.settings().replicates() > 0
                ? open(view, TrialPurpose.REPLICATE)
                : Stream.concat(open(view, TrialPurpose.BASELINE), best(view));
        return new HashSet<>(tested.map(Trial::id).toList());
    }

    /** Those that were freed before had as many better ones beside them. */
    private Stream<Trial> best(StudyView view) {
        return open(view, TrialPurpose.SEARCH)
                .sorted(Comparator.comparingDouble(
                        t -> t.finalScore().orElseThrow().value()))
                .limit(study.settings().finalists());
    }

    private Stream<Trial> open(StudyView view, TrialPurpose purpose) {
        return ended.stream()
                .map(view::trial)
                .filter(t -> t.purpose() == purpose && t.finalScore().isPresent());
    }
}
