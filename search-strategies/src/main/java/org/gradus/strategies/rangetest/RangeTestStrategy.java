package org.gradus.strategies.rangetest;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.diagnosis.SweepAnalyser;
import org.gradus.core.diagnosis.SweepAnalysis;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;

/**
 * Sweeps the rate through the whole range a few times, then spends its trials inside the interval that the sweeps
 * suggest: first spread over it, then around the best.
 *
 * <p>A sweep costs a fraction of an epoch and shows where the loss begins to fall and where it breaks (Smith 2017, arXiv
 * 1506.01186); which rate generalizes best only real trainings show. A wrong sweep costs little: where the best trial
 * lies at an end of the interval, the search leaves it. Searches the learning rate alone. Stateless.
 */
public final class RangeTestStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "range-test";

    private static final int MOST_SWEEPS = 3;
    private static final double SHARE_OF_BUDGET = 0.2;
    private static final int STEPS_PER_DECADE = 12;
    private static final int LEAST_STEPS = 24;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> needs() {
        return Sets.immutableEnumSet(Capability.SWEEP);
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        if (space.dimensions() != 1 || space.learningRateDomain().isEmpty()) {
            throw new IllegalStateException(
                    "strategy '" + NAME + "' searches the learning rate alone, but the space is: " + space.describe()
                            + "\nMaybe use strategy 'bayesian'.");
        }
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        RealDomain domain = study.space().learningRateDomain().orElseThrow();
        List<Trial> sweeps = study.trials(TrialPurpose.SWEEP);
        int wanted = sweeps.isEmpty() ? 1 : affordable(study, sweeps.get(0));
        if (sweeps.size() < wanted) {
            return sweep(domain, sweeps.size() + 1);
        }
        if (sweeps.stream().anyMatch(t -> t.state() == TrialState.RUNNING)) {
            return new Proposal.Await("the sweeps are still running");
        }
        Optional<SweepAnalysis> analysis = analysis(study);
        double low = analysis.map(a -> a.interval().low()).orElse(domain.min());
        double high = analysis.map(a -> a.interval().high()).orElse(domain.max());
        Refinement refinement = Refinement.of(study, domain, low, high);
        return refinement
                .next()
                .<Proposal>map(step -> Proposal.suggest(Configuration.of(new LearningRate(step.rate())), step.reason()))
                .orElseGet(() -> new Proposal.Exhausted("no rate is left between those tried"));
    }

    /** What the finished sweeps of a study say; empty while there are none that can be read. */
    public static Optional<SweepAnalysis> analysis(StudyView study) {
        List<LearningCurve> curves = study.trials(TrialPurpose.SWEEP).stream()
                .filter(Trial::ended)
                .map(Trial::curve)
                .filter(c -> !c.isEmpty() && c.learningRate(0) < c.learningRate(c.size() - 1))
                .toList();
        return curves.isEmpty() ? Optional.empty() : Optional.of(SweepAnalyser.analyse(curves));
    }

    /** As many sweeps as a part of the budget pays for. */
    private static int affordable(StudyView study, Trial first) {
        double budget = study.budget().fullTrainings() * study.maxEpochs() * first.stepsPerEpoch();
        double sweeps = SHARE_OF_BUDGET
                * budget
                / steps(study.space().learningRateDomain().orElseThrow());
        return (int) Math.max(1, Math.min(MOST_SWEEPS, sweeps));
    }

    private static int steps(RealDomain domain) {
        double decades = Math.log10(domain.max()) - Math.log10(domain.min());
        return Math.max(LEAST_STEPS, (int) Math.ceil(STEPS_PER_DECADE * decades));
    }

    private static Proposal sweep(RealDomain domain, int number) {
        return Proposal.sweep(
                Configuration.of(new LearningRate(domain.max())),
                new Sweep(domain.min(), domain.max(), steps(domain)),
                "sweep " + number + " from " + Figures.rate(domain.min()) + " to " + Figures.rate(domain.max()));
    }
}
