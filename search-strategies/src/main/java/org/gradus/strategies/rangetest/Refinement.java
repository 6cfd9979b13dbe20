package org.gradus.strategies.rangetest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gradus.core.space.Figures;
import org.gradus.core.space.RealDomain;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.strategies.points.EqualEpochs;

/**
 * Where to train next between two rates: first probes spread over the interval, coarse to fine, then always the middle
 * of the larger of the gaps beside the best rate so far. At an end of the interval the search steps beyond it.
 */
final class Refinement {
    /** Probes lie about this far apart, in decades. */
    private static final double PROBE_SPACING = 0.5;

    private static final int LEAST_PROBES = 3;
    private static final int MOST_PROBES = 6;
    /** No gap narrower than this, in decades, is worth a training. */
    private static final double NARROWEST = 0.01;

    private static final double STEP_BEYOND = 0.4;

    private final RealDomain domain;
    private final double low;
    private final double high;
    private final int candidates;
    /** log₁₀ of all rates tried, whatever came of them. */
    private final TreeSet<Double> tried = new TreeSet<>();
    /** log₁₀ of the rates with a score, best first. */
    private final List<Double> ranked;

    private Refinement(RealDomain domain, double low, double high, int candidates, List<Double> ranked) {
        this.domain = domain;
        this.low = low;
        this.high = high;
        this.candidates = candidates;
        this.ranked = ranked;
    }

    /**
     * A rate and why.
     *
     * @param rate within the domain
     */
    record Step(double rate, String reason) {}

    static Refinement of(StudyView study, RealDomain domain, double low, double high) {
        List<Trial> comparable = study.searched().stream()
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .toList();
        EqualEpochs scores = EqualEpochs.of(study.objective(), comparable);
        List<Double> ranked = comparable.stream()
                .filter(t -> scores.score(t).isPresent())
                .sorted(Comparator.<Trial>comparingDouble(t -> scores.score(t).orElseThrow())
                        .thenComparing(Refinement::logRate))
                .map(Refinement::logRate)
                .toList();
        double from = Math.log10(Math.max(domain.min(), Math.min(low, domain.max())));
        double until = Math.log10(Math.min(domain.max(), Math.max(high, domain.min())));
        boolean outside = !(from < until);
        Refinement refinement = new Refinement(
                domain,
                outside ? Math.log10(domain.min()) : from,
                outside ? Math.log10(domain.max()) : until,
                study.searched().size(),
                ranked);
        study.searched().forEach(t -> refinement.tried.add(logRate(t)));
        return refinement;
    }

    private static double logRate(Trial trial) {
        return Math.log10(trial.configuration().learningRate().value());
    }

    /** The next rate, or nothing where all gaps are closed. */
    Optional<Step> next() {
        List<Double> probes = probes();
        if (candidates < probes.size()) {
            return Optional.of(step(
                    probes.get(candidates),
                    "probe " + (candidates + 1) + " of " + probes.size() + " in the interval from "
                            + Figures.rate(Math.pow(10, low)) + " to " + Figures.rate(Math.pow(10, high))));
        }
        if (ranked.isEmpty()) {
            return belowAll().or(this::widestGap);
        }
        for (double rate : ranked) {
            Optional<Step> step = beside(rate);
            if (step.isPresent()) {
                return step;
            }
        }
        return widestGap();
    }

    /** The middle of the interval, its ends, then what lies between. */
    private List<Double> probes() {
        int count = (int) Math.max(LEAST_PROBES, Math.min(MOST_PROBES, Math.ceil((high - low) / PROBE_SPACING) + 1));
        List<Double> probes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            probes.add(low + (high - low) * i / (count - 1));
        }
        double middle = (low + high) / 2;
        probes.sort(Comparator.<Double>comparingDouble(p -> Math.min(Math.abs(p - middle), Math.min(p - low, high - p)))
                .thenComparingDouble(p -> Math.abs(p - middle)));
        return probes;
    }

    private Step step(double logRate, String reason) {
        double rate = Math.pow(10, logRate);
        return new Step(Math.max(domain.min(), Math.min(domain.max(), rate)), reason);
    }

    /** Where every trial diverged, lower rates are left. */
    private Optional<Step> belowAll() {
        double lowest = tried.first();
        double bottom = Math.log10(domain.min());
        if (lowest - bottom < NARROWEST) {
            return Optional.empty();
        }
        return Optional.of(step(
                Math.max(bottom, lowest - STEP_BEYOND),
                "below " + Figures.rate(Math.pow(10, lowest)) + ", where no trial" + " has survived yet"));
    }

    private Optional<Step> beside(double rate) {
        double below = neighbour(tried.lower(rate), Math.log10(domain.min()), rate, -STEP_BEYOND);
        double above = neighbour(tried.higher(rate), Math.log10(domain.max()), rate, STEP_BEYOND);
        double gapBelow = rate - below;
        double gapAbove = above - rate;
        if (Math.max(gapBelow, gapAbove) < NARROWEST) {
            return Optional.empty();
        }
        boolean down = gapBelow > gapAbove;
        return Optional.of(step(
                down ? below : above,
                (down ? "below " : "above ") + Figures.rate(Math.pow(10, rate)) + ", "
                        + (rate == ranked.get(0) ? "the best so far" : "one of the best so far")));
    }

    /** Halfway to the neighbour; without one, a step beyond, but not out of the range. */
    private double neighbour(@org.jspecify.annotations.Nullable Double tried, double end, double rate, double beyond) {
        if (tried != null) {
            return (tried + rate) / 2;
        }
        return beyond < 0 ? Math.max(end, rate + beyond) : Math.min(end, rate + beyond);
    }

    private Optional<Step> widestGap() {
        double widest = NARROWEST;
        double middle = Double.NaN;
        double before = Math.log10(domain.min());
        List<Double> places = new ArrayList<>(tried);
        places.add(Math.log10(domain.max()));
        for (double place : places) {
            if (place - before > widest) {
                widest = place - before;
                middle = (place + before) / 2;
            }
            before = place;
        }
        return Double.isNaN(middle)
                ? Optional.empty()
                : Optional.of(step(middle, "the widest gap between the rates tried"));
    }
}
