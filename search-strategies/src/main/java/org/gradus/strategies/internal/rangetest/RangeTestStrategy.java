package org.gradus.strategies.internal.rangetest;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.probes.internal.ProbePlan;
import org.gradus.probes.internal.SweptRange;
import org.gradus.strategies.internal.bayesian.BayesianStrategy;
import org.gradus.strategies.internal.zoom.ZoomStrategy;

/**
 * Sweeps the rate through the whole range a few times, then lets another strategy search with the sweeps in view: {@code
 * zoom}, which probes inside the interval that they suggest, or {@code bayesian}, which has a prior from them.
 *
 * <p>A sweep costs a fraction of an epoch and shows where the loss begins to fall and where it breaks (Smith 2017, arXiv
 * 1506.01186); which rate generalizes best only real trainings show, and they correct a sweep that was wrong. Searches
 * the learning rate alone. Stateless.
 */
public final class RangeTestStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "range-test";

    private static final int MOST_SWEEPS = 2;
    private static final int STEPS_PER_DECADE = 12;
    private static final int LEAST_STEPS = 24;

    private final String name;
    private final Strategy then;

    /** Zooms in after the sweeps. */
    public RangeTestStrategy() {
        this(NAME, new ZoomStrategy());
    }

    private RangeTestStrategy(String name, Strategy then) {
        this.name = name;
        this.then = then;
    }

    /** Sweeps, and then searches by a model whose prior is from the sweeps. */
    public static RangeTestStrategy bayesian() {
        return new RangeTestStrategy(BayesianStrategy.NAME + "-after-sweeps", new BayesianStrategy());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> needs() {
        return Sets.immutableEnumSet(Capability.SWEEP);
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        if (space.dimensions() != 1 || space.learningRateDomain().isEmpty()) {
            throw new IllegalStateException(
                    "strategy '" + name + "' searches the learning rate alone, but the space is: " + space.describe()
                            + "\nMaybe use strategy 'bayesian'.");
        }
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        RangeTestPlan.Next next = plan(study).next(SweepRun.of(study));
        if (next.sweep().isPresent()) {
            double highest = study.space().learningRateDomain().orElseThrow().max();
            return Proposal.sweep(
                    Configuration.of(new LearningRate(highest)), next.sweep().get(), next.reason());
        }
        boolean running = study.open().stream().anyMatch(t -> t.purpose() == TrialPurpose.SWEEP);
        return running ? new Proposal.Await("the sweeps are still running") : then.propose(study, random);
    }

    /** What the finished sweeps of a study say; empty while there are none that can be read. */
    public static Optional<SweepAnalysis> analysis(StudyView study) {
        return SweptRange.of(study).analysis();
    }

    private static RangeTestPlan plan(StudyView study) {
        RealDomain domain = study.space().learningRateDomain().orElseThrow();
        Sweep climb = new Sweep(domain.min(), domain.max(), steps(domain));
        List<Trial> sweeps = study.trials(TrialPurpose.SWEEP);
        return RangeTestPlan.of(climb, sweeps.isEmpty() ? 1 : affordable(study, climb, sweeps.get(0)))
                .withoutEdge();
    }

    /** As many sweeps as cost less than half of the probes that they save. */
    private static int affordable(StudyView study, Sweep climb, Trial first) {
        ProbePlan without = ProbePlan.of(study.space(), study.maxEpochs());
        double steps = without.probes() / 2.0 * without.firstRung() * first.stepsPerEpoch();
        return (int) Math.max(1, Math.min(MOST_SWEEPS, steps / climb.steps()));
    }

    private static int steps(RealDomain domain) {
        double decades = Math.log10(domain.max()) - Math.log10(domain.min());
        return Math.max(LEAST_STEPS, (int) Math.ceil(STEPS_PER_DECADE * decades));
    }
}
