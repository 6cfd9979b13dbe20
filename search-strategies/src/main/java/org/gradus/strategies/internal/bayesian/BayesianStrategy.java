package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.SurrogateBand;
import org.gradus.probes.internal.curves.CurveForecast;
import org.gradus.probes.internal.curves.Posterior;
import org.gradus.strategies.internal.quasirandom.ScrambledSobol;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Bayesian optimization: after a few evenly spread trials, each next one is where the expected improvement over the best
 * so far, times the chance that training survives there, is largest.
 *
 * <p>A Gaussian process with a Matérn-5/2 kernel is fitted to warped scores (Song et al., "The Vizier Gaussian Process
 * Bandit Algorithm", 2024, arXiv 2408.11527); divergence is a monotone curve over the learning rate of its own; expected
 * improvement is computed in logarithms (Ament et al. 2023). Deviations from Vizier: expected improvement instead of an
 * upper confidence bound; pending trials by their expected mean. Sweeps in the study give a prior of the best rate, which
 * fades, and a rate that should diverge. Of many trials the weightiest enter ({@link Evidence#weightiest}). Stateless and a
 * pure function of view and random numbers; the order of trials does not matter.
 */
public final class BayesianStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "bayesian";

    private static final int POINTS_PASSED_OVER = 64;
    private static final double LEAST_SURVIVAL = 0.2;
    private static final int STARTS = 4;

    private final Optional<RatePrior> prior;
    private final FittedKernels kernels = new FittedKernels();

    /** The strategy without a prior. */
    public BayesianStrategy() {
        this(Optional.empty());
    }

    private BayesianStrategy(Optional<RatePrior> prior) {
        this.prior = prior;
    }

    /** The strategy with a belief of the learning rate that fades as trials come in. */
    public static BayesianStrategy withPrior(RatePrior prior) {
        return new BayesianStrategy(Optional.of(prior));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        Optional<String> usedUp = tried.usedUp();
        if (usedUp.isPresent()) {
            return new Proposal.Exhausted(usedUp.get());
        }
        Evidence evidence = Evidence.of(study);
        Optional<EdgeModel> edge = edge(study, evidence);
        if (RateOpening.suits(study.space())
                && evidence.pending().isEmpty()
                && evidence.scored().size() < designSize(1)
                && open(study, evidence) instanceof Proposal.Suggest opening
                && !tried.contains(opening.configuration())) {
            return opening;
        }
        int known = evidence.scored().size()
                + evidence.pending().size()
                + (edge.isPresent() ? 0 : evidence.beyond().size());
        if (known < designSize(study.space().dimensions()) || evidence.scored().size() < 2) {
            return design(study, tried, edge);
        }
        return improve(study, tried, evidence, edge, random);
    }

    @Override
    public Optional<SurrogateBand> surrogate(StudyView study, Configuration at) {
        Evidence evidence = Evidence.of(study).withoutPending();
        if (study.space().learningRateDomain().isEmpty()
                || at.findLearningRate().isEmpty()
                || evidence.scored().size() < designSize(study.space().dimensions())) {
            return Optional.empty();
        }
        Optional<EdgeModel> edge = edge(study, evidence);
        Optional<RateBand> band = study.space().dimensions() > 1
                ? CurveForecast.of(study).map(f -> new RateBand(f.now().ends(), f.scores(), edge))
                : Optional.of(Surrogate.fit(study.space(), evidence, edge.isPresent(), kernels, study.seed()))
                        .map(fitted ->
                                new RateBand(fitted.posterior(), fitted.scores().get(), edge));
        return band.flatMap(b -> b.along(study, at, evidence.scored()));
    }

    /** The model of divergence; of several parameters once a trial has diverged, since it takes time at every place. */
    private static Optional<EdgeModel> edge(StudyView study, Evidence evidence) {
        return study.space().dimensions() > 1 && evidence.beyond().isEmpty()
                ? Optional.empty()
                : EdgeModel.of(
                        study.space(),
                        evidence.weightiest(),
                        SweepEvidence.of(study).brokenAt());
    }

    /** The user's belief of the best rate, or else that of the sweeps. */
    private Optional<RatePrior> ratePrior(StudyView study) {
        return prior.or(() -> SweepEvidence.of(study).prior());
    }

    private Proposal open(StudyView study, Evidence evidence) {
        double uniform = ScrambledSobol.following(study).next()[0];
        return new RateOpening(study, evidence, ratePrior(study), uniform).propose();
    }

    /** How many trials with a score come before the first fit. */
    static int designSize(int dimensions) {
        return dimensions == 1 ? 3 : 5;
    }

    private static Proposal design(StudyView study, TriedConfigurations tried, Optional<EdgeModel> edge) {
        ScrambledSobol sobol = ScrambledSobol.following(study);
        Configuration best = study.space().fromUnit(sobol.next());
        double survival = survival(study, tried, edge, best);
        for (int i = 1; i < POINTS_PASSED_OVER && survival < LEAST_SURVIVAL; i++) {
            Configuration next = study.space().fromUnit(sobol.next());
            double nextSurvival = survival(study, tried, edge, next);
            if (nextSurvival > survival) {
                best = next;
                survival = nextSurvival;
            }
        }
        Configuration likeliest = best;
        return Proposal.suggest(
                tried.draw(1, () -> likeliest, left -> 0),
                "spread evenly before the first fit, trial " + (study.searchedCount() + 1));
    }

    private static double survival(
            StudyView study, TriedConfigurations tried, Optional<EdgeModel> edge, Configuration configuration) {
        if (tried.contains(configuration)) {
            return -1;
        }
        double[] unit = study.space().toUnit(configuration);
        return edge.map(e -> e.survives(unit)).orElse(1.0);
    }

    private Proposal improve(
            StudyView study,
            TriedConfigurations tried,
            Evidence evidence,
            Optional<EdgeModel> edge,
            RandomGenerator random) {
        Evidence weightiest = evidence.weightiest();
        Optional<CurveForecast> forecast = study.space().dimensions() > 1 ? CurveForecast.of(study) : Optional.empty();
        Belief belief = forecast.map(Belief::of)
                .orElseGet(() ->
                        Belief.of(Surrogate.fit(study.space(), evidence, edge.isPresent(), kernels, study.seed())));
        Optional<RatePreference> preference =
                RatePreference.of(study.space(), weightiest, ratePrior(study), belief.posterior()::mean);
        List<double[]> avoided = Stream.concat(weightiest.failed().stream(), weightiest.pending().stream())
                .map(Evidence.Place::unit)
                .toList();
        List<double[]> visited = new ArrayList<>();
        weightiest.scored().forEach(s -> visited.add(s.place().unit()));
        weightiest.beyond().forEach(p -> visited.add(p.unit()));
        Acquisition acquisition = new Acquisition(
                belief.posterior(),
                belief.incumbent(),
                edge,
                unit -> preference.map(p -> p.at(unit)).orElse(0.0) + logPrior(study, unit),
                visited,
                avoided);
        Optional<CubeSearch> cube = forecast.map(
                f -> new CubeSearch(study.space(), acquisition, f.afterOpen().ends(), f.bestPlaces(STARTS)));
        Optional<Configuration> best =
                new AcquisitionSearch(study.space(), acquisition, tried, cube).best(random.nextLong());
        if (best.isEmpty()) {
            return design(study, tried, edge);
        }
        return Proposal.suggest(
                best.get(), reason(study.space().toUnit(best.get()), acquisition, belief.leftOut(), evidence));
    }

    /** What is believed of the objective; how many trials it leaves out. */
    private record Belief(Posterior posterior, double incumbent, int leftOut) {
        static Belief of(CurveForecast forecast) {
            return new Belief(forecast.afterOpen().ends(), forecast.afterOpen().incumbent(), forecast.leftOut());
        }

        static Belief of(Surrogate surrogate) {
            return new Belief(surrogate.posterior(), surrogate.incumbent(), surrogate.leftOut());
        }
    }

    /** What earlier studies say for a place, less and less. */
    private static double logPrior(StudyView study, double[] unit) {
        return study.prior().isEmpty() ? 0 : study.logPrior(study.space().fromUnit(unit));
    }

    private static String reason(double[] unit, Acquisition acquisition, int leftOut, Evidence evidence) {
        Posterior.Prediction belief = acquisition.posterior().at(unit);
        double deviation = belief.deviation();
        double ahead = belief.mean() - acquisition.incumbent();
        String where = Math.abs(ahead) < 0.01 * deviation
                ? "as good as the best"
                : Figures.of(Math.abs(ahead) / deviation, 2) + " deviations " + (ahead > 0 ? "better" : "worse")
                        + " than the best";
        String edge = acquisition.edge().isPresent()
                ? ", with a chance of " + Figures.of(acquisition.survives(unit), 2) + " to survive"
                : "";
        String size = leftOut > 0
                ? " (the fit leaves out " + leftOut + " of " + evidence.scored().size() + ")"
                : "";
        return "largest expected improvement: predicted " + where + edge + size;
    }
}
