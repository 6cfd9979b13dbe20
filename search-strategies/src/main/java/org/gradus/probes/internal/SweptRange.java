package org.gradus.probes.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepAnalysis.Flag;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.TrialPurpose;

/**
 * What the sweeps of a study say of the rates worth probing. It is trusted until probes contradict it, and not at all if the
 * sweeps saw no fall of the loss to find a rate by. Immutable.
 */
public final class SweptRange {
    /** With these a sweep knows nothing of the best rate; with the others it may be wrong, which probes find out. */
    private static final Set<Flag> KNOWS_NOTHING =
            EnumSet.of(Flag.NO_DESCENT, Flag.FLAT, Flag.UNSTABLE_AT_START, Flag.NO_FINITE_LOSS);

    private final StudyView study;

    private SweptRange(StudyView study) {
        this.study = study;
    }

    /** What the sweeps of a study say. */
    public static SweptRange of(StudyView study) {
        return new SweptRange(study);
    }

    /** What the sweeps that were completed say; empty while there is none that can be read. Computed at each call. */
    public Optional<SweepAnalysis> analysis() {
        List<SweepRun> runs = SweepRun.of(study).stream()
                .filter(run -> !run.curve().isEmpty() && !run.sweep().isConstant())
                .toList();
        return RangeTestPlan.followedBy(runs).map(plan -> plan.withoutEdge().analyse(runs));
    }

    /** The analysis, if a search should trust it. */
    public Optional<SweepAnalysis> trusted() {
        return analysis()
                .filter(a -> a.interval().isPresent() && a.flags().stream().noneMatch(KNOWS_NOTHING::contains));
    }

    /** Why the sweeps are not trusted, if there are any. */
    public Optional<String> ignored() {
        if (study.trials(TrialPurpose.SWEEP).isEmpty() || trusted().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(analysis()
                .map(a -> a.flags().stream()
                        .filter(KNOWS_NOTHING::contains)
                        .map(Flag::words)
                        .collect(Collectors.joining(", ")))
                .orElse("no sweep could be read"));
    }
}
