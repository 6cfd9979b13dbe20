package org.gradus.core.diagnosis;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/** The trials of one study that its other trials are compared with, each found once. Thread-safe. */
final class StudyBest {
    private final StudyView study;
    private final Map<Integer, Optional<Trial>> atEpoch = new ConcurrentHashMap<>();
    private final Map<TrialId, CurveFacts> facts = new ConcurrentHashMap<>();

    StudyBest(StudyView study) {
        this.study = study;
    }

    Objective objective() {
        return study.objective();
    }

    /** The best completed trial, or else the one with the best score at that epoch. */
    Optional<Trial> at(int epoch) {
        return study.bestCompleted().or(() -> atEpoch.computeIfAbsent(epoch, this::search));
    }

    private Optional<Trial> search(int epoch) {
        return study.searched().stream()
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .filter(t -> t.scoreAt(study.objective(), epoch).isPresent())
                .min(Comparator.<Trial>comparingDouble(t -> t.scoreAt(study.objective(), epoch)
                                .orElseThrow()
                                .value())
                        .thenComparing(Trial::id));
    }

    /** The figures of a trial's curve. */
    CurveFacts facts(Trial trial) {
        return facts.computeIfAbsent(trial.id(), id -> CurveFacts.of(trial));
    }
}
