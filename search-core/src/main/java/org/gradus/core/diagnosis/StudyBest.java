package org.gradus.core.diagnosis;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/** The trials of one study that its other trials are compared with, each found once. Thread-safe. */
final class StudyBest {
    /** The share of the best's improvement from which on a trial at a lower rate shows what noise is usual. */
    private static final double SOUND = 0.9;

    /** As many sound trials tell the noise well enough. */
    private static final int MOST = 50;

    private final StudyView study;
    private final Map<Integer, Optional<Trial>> atEpoch = new ConcurrentHashMap<>();
    private final Map<Integer, ImmutableList<Trial>> sound = new ConcurrentHashMap<>();
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

    /**
     * The noise from epoch to epoch that a healthy trial of the study shows: the median roughness of the other trials that
     * stand near the best at that epoch, at rates up to the best's. 0 where there is none.
     */
    double soundNoise(Trial trial, int epoch) {
        double[] others = sound.computeIfAbsent(epoch, this::soundTrials).stream()
                .filter(t -> !t.id().equals(trial.id()))
                .mapToDouble(t -> facts(t).roughness())
                .toArray();
        return others.length == 0 ? 0 : CurveStatistics.median(others);
    }

    private ImmutableList<Trial> soundTrials(int epoch) {
        return study.searched().stream()
                .filter(t -> t.epochsTrained() == epoch)
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .filter(t -> t.scoreAt(study.objective(), 0).isPresent())
                .filter(t -> isSound(BesideBest.of(this, t)))
                .limit(MOST)
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isSound(BesideBest standing) {
        return !standing.above() && standing.share() >= SOUND;
    }

    /** The figures of a trial's curve. */
    CurveFacts facts(Trial trial) {
        return facts.computeIfAbsent(trial.id(), id -> CurveFacts.of(trial));
    }
}
