package org.gradus.probes;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.core.diagnosis.RangeTestPlan;
import org.gradus.core.diagnosis.SweepAnalysis;
import org.gradus.core.diagnosis.SweepAnalysis.Flag;
import org.gradus.core.diagnosis.SweepRun;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;

/**
 * What the sweeps of a study say of the rates worth probing. It is heeded until probes contradict it, and not at all where
 * the sweeps saw no fall of the loss that a rate could be found by. Immutable.
 */
public final class SweptRange {
    /** With these a sweep knows nothing of the best rate; with the others it may be wrong, which probes find out. */
    private static final Set<Flag> KNOWS_NOTHING = EnumSet.of(Flag.NO_DESCENT, Flag.FLAT, Flag.UNSTABLE_AT_START);

    private final List<Trial> sweeps;
    private final Optional<SweepAnalysis> analysis;

    private SweptRange(List<Trial> sweeps, Optional<SweepAnalysis> analysis) {
        this.sweeps = sweeps;
        this.analysis = analysis;
    }

    /** Reads the sweeps of a study that have ended. */
    public static SweptRange of(StudyView study) {
        List<Trial> sweeps = study.trials(TrialPurpose.SWEEP);
        return new SweptRange(sweeps, analyse(runs(sweeps)));
    }

    private static List<SweepRun> runs(List<Trial> sweeps) {
        return sweeps.stream()
                .filter(Trial::ended)
                .filter(t -> t.curve().size() > 1)
                .map(SweptRange::run)
                .filter(run -> !run.sweep().isProbe())
                .toList();
    }

    private static Optional<SweepAnalysis> analyse(List<SweepRun> runs) {
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Sweep climb = runs.get(0).sweep();
        return Optional.of(RangeTestPlan.of(climb, runs.size()).withoutEdge().analyse(runs));
    }

    private static SweepRun run(Trial sweep) {
        return new SweepRun(sweep.plan().sweep().orElseThrow(), sweep.curve());
    }

    /** All sweeps as the plan of a range test takes them, those in training with what is known of them. */
    public List<SweepRun> runs() {
        return sweeps.stream().map(SweptRange::run).toList();
    }

    /** Whether a sweep is still on its way. */
    public boolean anyRunning() {
        return sweeps.stream().anyMatch(t -> t.state() == TrialState.RUNNING);
    }

    /** What the sweeps that have ended say; empty while there is none that can be read. */
    public Optional<SweepAnalysis> analysis() {
        return analysis;
    }

    /** The analysis, where a search should heed it. */
    public Optional<SweepAnalysis> heeded() {
        return analysis.filter(a -> a.flags().stream().noneMatch(KNOWS_NOTHING::contains))
                .filter(a -> a.steep().isPresent() && a.min().isPresent());
    }

    /** Why the sweeps are not heeded, where there are some. */
    public Optional<String> ignored() {
        if (sweeps.isEmpty() || heeded().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(analysis.map(a -> a.flags().stream()
                        .filter(KNOWS_NOTHING::contains)
                        .map(Flag::words)
                        .collect(Collectors.joining(", ")))
                .orElse("no sweep could be read"));
    }
}
