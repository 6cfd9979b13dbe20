package org.gradus.reports.internal.facts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.EdgeBracket;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepFigure;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.study.Provenance;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * The range test of a study and what follows from it.
 *
 * @param runs its sweeps and probes, in their order
 * @param plan a plan that they may have followed
 * @param probed what its probes show of the edge
 * @param judgedOn what the landmarks come from
 * @param analysis what they say; empty where they cannot be analysed
 * @param problem why they cannot; empty where they can
 * @param limit the rate above which training cannot be stable, where the curvature was measured and sets one
 * @param limitWords the same in words, or why there is none; empty where the curvature was not measured
 */
public record RangeTestFacts(
        List<SweepRun> runs,
        RangeTestPlan plan,
        EdgeBracket probed,
        SweepFigure judgedOn,
        Optional<SweepAnalysis> analysis,
        String problem,
        OptionalDouble limit,
        String limitWords) {
    public RangeTestFacts {
        runs = List.copyOf(runs);
    }

    /** The range test of a study; empty where it made no sweep. */
    public static Optional<RangeTestFacts> of(StudyResult result) {
        List<SweepRun> runs = SweepRun.of(result.view());
        return RangeTestPlan.followedBy(runs).map(plan -> of(result, runs, plan));
    }

    private static RangeTestFacts of(StudyResult result, List<SweepRun> runs, RangeTestPlan plan) {
        Provenance provenance = result.study().provenance();
        OptionalDouble limit = limit(provenance);
        Optional<SweepAnalysis> analysis = Optional.empty();
        String problem = "";
        if (runs.stream()
                .allMatch(run -> run.sweep().isConstant() || run.curve().isEmpty())) {
            problem = "no sweep was completed: " + reason(result);
        } else {
            try {
                analysis = Optional.of(plan.analyse(runs, limit));
            } catch (IllegalArgumentException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        return new RangeTestFacts(
                runs,
                plan,
                plan.probed(runs),
                plan.judgedOn(runs),
                analysis,
                problem,
                limit,
                provenance.details().getOrDefault(Provenance.STABILITY_WORDS, ""));
    }

    private static OptionalDouble limit(Provenance provenance) {
        Double limit = provenance.figures().get(Provenance.STABILITY_LIMIT);
        return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
    }

    private static String reason(StudyResult result) {
        return result.view().trials(TrialPurpose.SWEEP).stream()
                .map(Trial::outcome)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Outcome::reason)
                .orElse("none has ended");
    }

    /** The sweeps that can be drawn. */
    public List<SweepRun> sweeps() {
        return runs.stream()
                .filter(run -> !run.sweep().isConstant() && !run.curve().isEmpty())
                .toList();
    }

    /** The probes that were made. */
    public List<SweepRun> probes() {
        return runs.stream()
                .filter(run -> run.sweep().isConstant() && !run.curve().isEmpty())
                .toList();
    }

    /** Whether training at the rate of a probe was stable. */
    public boolean stable(SweepRun probe) {
        return probed.isStable(probe.sweep().minRate());
    }
}
