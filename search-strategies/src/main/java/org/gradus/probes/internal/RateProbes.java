package org.gradus.probes.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;

/**
 * The trials of a study of one rate, by their place on the log axis, and what the short ones say about a full training.
 *
 * <p>The learning-curve model is one sentence: at equal epochs, the score is smooth in the log rate, and the rate
 * that is best falls, in decades, by {@value #DRIFT} times the growth of the squared decades of epochs: from epoch 4 to epoch 100
 * by .44, from 1 to 5 by .06. High rates learn fast and end badly, the more so the longer the training. The best of recorded curves
 * (two networks under three optimizers at constant rates, cut to 5 to 100 epochs) moved so.
 * Immutable.
 */
public final class RateProbes {
    /** Decades by which the best rate falls, over the square of the decades of epochs. */
    static final double DRIFT = 0.12;

    /** The part of what the best has learned that a rate may lack and still count to its plateau. */
    private static final double PLATEAU = 0.1;

    /** The same after sweeps, whose probes lie closer to each other. */
    private static final double PLATEAU_AFTER_SWEEPS = 0.05;

    private static final double GRID = 0.02;
    private static final double BELOW_DIVERGED = 0.2;

    private final StudyView study;
    private final ProbePlan plan;
    private final List<Placed> placed;

    /**
     * A trial at its place.
     *
     * @param place decades above the lower end of the range
     */
    public record Placed(double place, Trial trial) {
        /** Whether it may still be trained, and is not in training. */
        public boolean isOpen() {
            return trial.state() == TrialState.HELD || trial.state() == TrialState.WAITING;
        }
    }

    private RateProbes(StudyView study, ProbePlan plan, List<Placed> placed) {
        this.study = study;
        this.plan = plan;
        this.placed = placed;
    }

    /** Looks at a study whose space {@link ProbePlan#refusal} does not refuse. */
    public static RateProbes of(StudyView study) {
        ProbePlan plan = ProbePlan.of(study);
        List<Placed> placed = study.searched().stream()
                .map(t -> new Placed(study.space().toUnit(t.configuration())[0] * plan.decades(), t))
                .sorted(Comparator.comparingDouble(Placed::place)
                        .thenComparing(p -> p.trial().id()))
                .toList();
        return new RateProbes(study, plan, placed);
    }

    public ProbePlan plan() {
        return plan;
    }

    /** All trials from the lowest rate to the highest. */
    public List<Placed> placed() {
        return placed;
    }

    /** What the study is ready for. */
    public ProbeStage stage() {
        if (spreads()) {
            return ProbeStage.SPREAD;
        }
        if (plan.stretch().isPresent()) {
            return new SweepCheck(this, plan.stretch().get()).stage();
        }
        return placed.size() < probes() ? ProbeStage.HALVE : ProbeStage.CLOSE_IN;
    }

    private boolean spreads() {
        return plan.isSparing() ? new SparingSpread(this).next().isPresent() : placed.size() < plan.even();
    }

    /** How many of the trials are probes, once they are spread, unless those after sweeps contradict these. */
    public int probes() {
        return plan.isSparing() ? new SparingSpread(this).probed() + plan.halvings() : plan.probes();
    }

    /**
     * The next place of an even spread, while rates are spread.
     *
     * @return its share of the range, on the logarithm
     */
    public double nextOfSpread() {
        int cell = plan.isSparing()
                ? new SparingSpread(this).next().orElseThrow()
                : plan.order().get(placed.size());
        return plan.stretch()
                .map(s -> s.place(cell, plan.even()) / plan.decades())
                .orElseGet(() -> plan.share(cell, study.seed()));
    }

    /** Whether the probes after sweeps were best above a place. */
    public boolean pointUp(double place) {
        return plan.stretch().isPresent()
                && leader(plan.firstRung()).map(best -> best.place() > place).orElse(false);
    }

    /** The nearest place below that was tried; negative if there is none. */
    public double below(double place) {
        return placed.stream()
                .mapToDouble(Placed::place)
                .filter(p -> p < place)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** The nearest place above that was tried; beyond the range if there is none. */
    public double above(double place) {
        return placed.stream()
                .mapToDouble(Placed::place)
                .filter(p -> p > place)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The widest gap below the lowest rate that diverged. */
    public UntriedGap widestGap() {
        double end = placed.stream()
                .filter(p -> p.trial().ended(OutcomeKind.DIVERGED))
                .mapToDouble(Placed::place)
                .findFirst()
                .orElse(plan.decades());
        return UntriedGap.widest(0, end, placed.stream().mapToDouble(Placed::place));
    }

    /** Whether a trial trains. */
    public boolean anyRunning() {
        return placed.stream().anyMatch(p -> p.trial().state() == TrialState.RUNNING);
    }

    /** The trials that have a score after that many epochs, from the lowest rate to the highest. */
    public List<Placed> at(int epoch) {
        return placed.stream().filter(p -> score(p, epoch).isPresent()).toList();
    }

    /** The best of those, the lower rate among equals. */
    public Optional<Placed> leader(int epoch) {
        return at(epoch).stream()
                .min(Comparator.comparingDouble(p -> score(p, epoch).orElseThrow()));
    }

    /** The score of a trial after that many epochs, lower is better. */
    public Optional<Double> score(Placed probe, int epoch) {
        return probe.trial().scoreAt(study.objective(), epoch).map(Score::value);
    }

    /** The score of a probe after the first rung: infinite where it diverged, empty where it is not known. */
    Optional<Double> scoreOfProbe(Placed probe) {
        return score(probe, plan.firstRung())
                .or(() -> probe.trial().ended(OutcomeKind.DIVERGED)
                        ? Optional.of(Double.POSITIVE_INFINITY)
                        : Optional.empty());
    }

    /** The place that should be best at the end of a full training; empty before there is a score. */
    public OptionalDouble target() {
        for (int i = plan.rungs().size() - 1; i >= 0; i--) {
            int epoch = plan.rungs().get(i);
            if (at(epoch).size() >= 3 || (i == 0 && !at(epoch).isEmpty())) {
                double drift = DRIFT * (squaredDecades(study.maxEpochs()) - squaredDecades(epoch));
                return OptionalDouble.of(clamp(belowDiverged(plateau(epoch) - drift)));
            }
        }
        return OptionalDouble.empty();
    }

    private static double squaredDecades(int epochs) {
        double decades = Math.log10(epochs);
        return decades * decades;
    }

    private double clamp(double place) {
        return Math.max(0, Math.min(plan.decades(), place));
    }

    /** A target that diverged once it was trained longer moves down, below where that happened. */
    private double belowDiverged(double target) {
        return placed.stream()
                .filter(p -> p.trial().ended(OutcomeKind.DIVERGED))
                .mapToDouble(p -> p.place() - BELOW_DIVERGED)
                .reduce(target, Math::min);
    }

    /** The centre of the rates that are about as good as the best after that many epochs. */
    double plateau(int epoch) {
        List<Placed> measured = placed.stream()
                .filter(p -> score(p, epoch).isPresent() || p.trial().ended(OutcomeKind.DIVERGED))
                .toList();
        Placed leader = leader(epoch).orElseThrow();
        double top = score(leader, epoch).orElseThrow();
        double untrained = untrained(epoch);
        double level = level(top, untrained);
        double weight = 0;
        double moment = 0;
        for (int i = 1; i < measured.size(); i++) {
            Placed left = measured.get(i - 1);
            Placed right = measured.get(i);
            double from = score(left, epoch).orElse(untrained);
            double to = score(right, epoch).orElse(untrained);
            double width = right.place() - left.place();
            int cells = (int) Math.ceil(width / GRID);
            for (int cell = 0; cell < cells; cell++) {
                double share = (cell + 0.5) / cells;
                double above = Math.max(0, (level - (from * (1 - share) + to * share)) / (level - top));
                weight += above * width / cells;
                moment += above * width / cells * (left.place() + share * width);
            }
        }
        double centre = moment / weight;
        return Double.isFinite(centre) ? centre : leader.place();
    }

    /** The score that a rate needs to count to the plateau. */
    private double level(double top, double untrained) {
        double part = plan.stretch().isPresent() ? PLATEAU_AFTER_SWEEPS : PLATEAU;
        return top + part * (untrained - top);
    }

    /** Whether a trial is about as good as the best after that many epochs. */
    boolean isOnPlateau(Placed probe, int epoch) {
        double top = score(leader(epoch).orElseThrow(), epoch).orElseThrow();
        return score(probe, epoch)
                .filter(s -> s <= level(top, untrained(epoch)))
                .isPresent();
    }

    /** The score of a model that has learned nothing, or else the worst score after that many epochs. */
    double untrained(int epoch) {
        List<Double> before = scores(0);
        List<Double> now = scores(epoch);
        return before.isEmpty() ? now.get(now.size() - 1) : before.get(before.size() / 2);
    }

    private List<Double> scores(int epoch) {
        List<Double> scores = new ArrayList<>();
        placed.forEach(p -> score(p, epoch).ifPresent(scores::add));
        scores.sort(Comparator.naturalOrder());
        return scores;
    }
}
