package org.gradus.examples.launcher.commands;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.RateInterval;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.RealDomain;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Proposes rates until one is diagnosed as too low, one as good and one as too high. Where these lie is not assumed: the
 * first guesses are read off sweeps of the same network on the same data, which are proposed first, and a rate that turns
 * out to be in another regime is followed by one farther down or up.
 *
 * @param sweeps proposes the sweeps
 * @param spread how far the rates too low and too high lie outside what the sweeps name, as a factor above 1
 */
record ThreeRegimes(SweepStrategy sweeps, double spread) implements Strategy {
    /** How much farther the next guess lies when one was wrong, as a factor. */
    private static final double FARTHER = 10;

    ThreeRegimes {
        if (!(spread > 1 && spread <= 1e6)) {
            throw new IllegalArgumentException("the spread must be above 1 and at most 1e6, but was " + spread);
        }
    }

    @Override
    public String name() {
        return "three-regimes";
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        List<Trial> swept = study.trials(TrialPurpose.SWEEP);
        if (swept.size() < sweeps.plan().sweeps()) {
            return sweeps.propose(study, random);
        }
        if (!swept.stream().allMatch(Trial::ended)) {
            return new Proposal.Await("the sweeps say where to begin");
        }
        return new Next(study, sweeps.plan(), sweeps.analyse(study), spread).proposal();
    }

    /** What to try next in one study. */
    private record Next(StudyView study, RangeTestPlan plan, SweepAnalysis sweep, double spread) {
        Proposal proposal() {
            Optional<Trial> good = RegimeTrials.good(study);
            if (good.isEmpty()) {
                return running() ? new Proposal.Await("the good rate comes first") : towardsGood();
            }
            Trial best = good.get();
            if (RegimeTrials.tooLow(study).isEmpty() && !runs(t -> rate(t) < rate(best))) {
                return downwards(best);
            }
            if (RegimeTrials.tooHigh(study).isEmpty() && !runs(t -> rate(t) > rate(best))) {
                return upwards(best);
            }
            return running()
                    ? new Proposal.Await("a guess is being tried")
                    : new Proposal.Exhausted("each regime has its trial");
        }

        private Proposal towardsGood() {
            return lowest().map(rate -> suggest(rate / FARTHER, "lower than what was too high"))
                    .orElseGet(() -> suggest(
                            Math.sqrt(low() * high()),
                            sweep.interval().isPresent()
                                    ? "good: in the middle of the interval that the sweeps suggest"
                                    : "good: in the middle of the swept range, for the sweeps suggest no interval"));
        }

        private Proposal downwards(Trial good) {
            double begun = sweep.learn().map(SweepAnalysis.Landmark::value).orElse(low());
            double below = Math.min(begun, Math.min(low(), rate(good))) / spread;
            double rate =
                    lowest().filter(r -> r < rate(good)).map(r -> r / FARTHER).orElse(below);
            return suggest(rate, "too low: far below where the sweeps begin to learn");
        }

        private Proposal upwards(Trial good) {
            double end = sweep.unstable().map(SweepAnalysis.Landmark::value).orElse(high());
            double above = Math.max(end, Math.max(high(), rate(good))) * spread;
            double rate =
                    highest().filter(r -> r > rate(good)).map(r -> r * FARTHER).orElse(above);
            return suggest(rate, "too high: far above where the sweeps break down");
        }

        /** The lower end of the interval, or of the sweeps where they suggest none. */
        private double low() {
            return sweep.interval().map(RateInterval::low).orElse(plan.climb().minRate());
        }

        private double high() {
            return sweep.interval().map(RateInterval::high).orElse(plan.climb().maxRate());
        }

        private Proposal suggest(double wanted, String reason) {
            RealDomain domain = study.space().learningRateDomain().orElseThrow();
            double rate = Math.min(domain.max(), Math.max(domain.min(), wanted));
            boolean tried = study.searched().stream().anyMatch(t -> rate(t) == rate);
            return tried
                    ? new Proposal.Exhausted("the range ends before the regime")
                    : Proposal.suggest(Configuration.of(new LearningRate(rate)), reason);
        }

        private Optional<Double> lowest() {
            return study.searched().stream().map(Next::rate).min(Comparator.naturalOrder());
        }

        private Optional<Double> highest() {
            return study.searched().stream().map(Next::rate).max(Comparator.naturalOrder());
        }

        private boolean running() {
            return runs(t -> true);
        }

        private boolean runs(Predicate<Trial> which) {
            return study.searched().stream().filter(t -> !t.ended()).anyMatch(which);
        }

        private static double rate(Trial trial) {
            return trial.configuration().learningRate().value();
        }
    }

    @Override
    public Set<Capability> needs() {
        return sweeps.needs();
    }
}
