package org.gradus.strategies.internal.tpe;

import com.google.common.collect.Streams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.internal.quasirandom.ScrambledSobol;
import org.gradus.strategies.points.ObservedScores;
import org.gradus.strategies.points.ObservedScores.ScoredConfiguration;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * The tree-structured Parzen estimator (Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NIPS 2011,
 * section 4): the trials are split into the good ones and the others, the density of each group is estimated, and of
 * {@value #CANDIDATES} places drawn from the density l of the good ones the one with the largest l/g is tried, which is the
 * one with the largest expected improvement (equations 2 to 4).
 *
 * <p>Settings as in Optuna 5.0 and Watanabe ("Tree-Structured Parzen Estimator", 2023, arXiv 2304.11127): the good ones
 * are min(⌈n/10⌉, 25) (equation 6 there), a prior component weighs as much as an observation, bandwidths as
 * {@link ParzenMixture} says. Every parameter is estimated by itself among the trials in which it is active; a whole number
 * has the mass of its cell. Deviations: the first {@value #STARTUP} trials follow a scrambled Sobol sequence; observations
 * weigh the same at any age, so that the order of trials does not matter; a diverged trial belongs to the others at any
 * number, a failed one to none; a pending trial belongs to the others; what was tried is skipped. Stateless and a pure
 * function of view and random numbers.
 */
public final class TpeStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "tpe";

    private static final int STARTUP = 10;
    private static final int CANDIDATES = 24;
    private static final int MOST_GOOD = 25;
    private static final int DRAWS = 20;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        ScrambledSobol.check(NAME, space);
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        Optional<String> usedUp = tried.usedUp();
        if (usedUp.isPresent()) {
            return new Proposal.Exhausted(usedUp.get());
        }
        ObservedScores observed = ObservedScores.of(study);
        int finished = observed.finished().size();
        if (finished < STARTUP || observed.finished().stream().allMatch(ScoredConfiguration::diverged)) {
            return start(study, tried, finished);
        }
        Groups groups = Groups.of(study.space(), observed, goodOnes(finished));
        List<Density> good = densities(study.space(), groups.good());
        List<Density> others = densities(study.space(), groups.others());
        List<Densities> densities =
                Streams.zip(good.stream(), others.stream(), Densities::new).toList();
        Configuration next = tried.draw(DRAWS, () -> draw(study.space(), densities, random), random::nextInt);
        return Proposal.suggest(
                next,
                "likeliest among the best " + groups.good().size() + " of " + finished
                        + " trials compared with the others");
    }

    private static Proposal start(StudyView study, TriedConfigurations tried, int finished) {
        ScrambledSobol sobol = ScrambledSobol.following(study);
        Configuration next = tried.draw(1, () -> study.space().fromUnit(sobol.next()), left -> 0);
        return Proposal.suggest(
                next,
                "spread evenly before the first estimate, which needs " + STARTUP + " trials and a score; there are "
                        + finished);
    }

    /** How many of n trials are the good ones. */
    static int goodOnes(int n) {
        return Math.min((n + 9) / 10, MOST_GOOD);
    }

    /** Of every parameter among the trials of a group in which it is active. */
    private static List<Density> densities(SearchSpace space, List<Configuration> group) {
        List<Parameter> parameters = space.parameters();
        int[] byName = IntStream.range(0, parameters.size())
                .boxed()
                .sorted(Comparator.comparing(i -> parameters.get(i).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] places = new double[parameters.size()][group.size()];
        int[] counts = new int[parameters.size()];
        for (Configuration configuration : group) {
            Map<String, Object> values = configuration.values();
            int next = 0;
            for (Object value : values.values()) {
                // Values come in the order of their names; those of inactive parameters are missing.
                while (values.size() < byName.length
                        && !values.containsKey(parameters.get(byName[next]).name())) {
                    next++;
                }
                int i = byName[next++];
                places[i][counts[i]++] = parameters.get(i).domain().toUnit(value);
            }
        }
        return IntStream.range(0, counts.length)
                .mapToObj(i -> density(parameters.get(i).domain(), Arrays.copyOf(places[i], counts[i])))
                .toList();
    }

    private static Density density(Domain domain, double[] places) {
        return switch (domain.kind()) {
            case REAL -> ParzenMixture.around(places);
            case INTEGER -> new IntegerDensity((IntegerDomain) domain, ParzenMixture.around(places));
            case CATEGORICAL -> new CategoryDensity((CategoricalDomain) domain, places);
        };
    }

    /** The best candidate of each parameter, put together; the space passes over inactive ones. */
    private static Configuration draw(SearchSpace space, List<Densities> densities, RandomGenerator random) {
        return space.fromUnit(
                densities.stream().mapToDouble(d -> d.best(random)).toArray());
    }

    /** What the two groups say of one parameter. */
    private record Densities(Density good, Density others) {
        double best(RandomGenerator random) {
            double best = Double.NaN;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < CANDIDATES; i++) {
                double place = good.sample(random);
                double ratio = good.log(place) - others.log(place);
                if (i == 0 || ratio > largest) {
                    best = place;
                    largest = ratio;
                }
            }
            return best;
        }
    }
}
