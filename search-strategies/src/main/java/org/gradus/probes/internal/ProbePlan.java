package org.gradus.probes.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;
import org.gradus.core.space.Domain;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyView;

/**
 * How a range of rates is probed. Without sweeps a fixed number of rates is spread evenly over it, and then gaps beside the
 * best are halved until its neighbours are near enough: a function of the range and the length of a training alone. After
 * sweeps a few rates are spread over the stretch that they point at, and {@link RateProbes#stage()} says what must follow
 * where those contradict it. Pure.
 *
 * @param decades the width of the range, log10, not negative
 * @param even how many rates are spread evenly, or fewer where a probe is {@linkplain SparingSpread dear}
 * @param halvings how many gaps beside the best are halved then, sweeps or not; 0 after sweeps
 * @param rungs the epochs at which probes are compared, rising, each below the last epoch unless it is the only one
 * @param epochs those of a full training
 * @param stretch where sweeps say that rates are worth probing
 */
public record ProbePlan(
        double decades, int even, int halvings, List<Integer> rungs, int epochs, Optional<Stretch> stretch) {
    /**
     * A stretch of the range that sweeps point at.
     *
     * @param from decades above the lower end of the range
     * @param until above {@code from}, within the range
     * @param fall the share of its loss that the network lost within the sweeps
     */
    public record Stretch(double from, double until, double fall) {
        /**
         * Where a probe goes: both ends are probed.
         *
         * @param number from 0
         * @param count how many there are, at least 2
         * @return decades above the lower end of the range
         */
        public double place(int number, int count) {
            return from + (until - from) * number / (count - 1);
        }
    }

    /** Accuracy rises and falls within about three decades, so that one rate a decade cannot miss where. */
    private static final int LEAST = 4;

    private static final int MOST = 24;

    /** A sweep learns while it climbs: a training at a constant rate breaks at about a third of where it does. */
    private static final double BELOW_EDGE = 3;

    private static final double BELOW_STEEPEST = 1.6;

    /** After sweeps: the middle of the stretch and its ends. */
    private static final int LEAST_AFTER_SWEEPS = 3;

    /** A gap beside the best that is no wider needs no probe between, in decades. */
    private static final double NEAR_ENOUGH = 0.55;

    /** The same after sweeps, whose stretch is a decade or little more: three probes are enough for it. */
    static final double NEAR_AFTER_SWEEPS = 0.65;

    private static final double[] RUNGS = {0.02, 0.08, 0.15};

    /** What all that train to one of the later rungs may cost, in full trainings. */
    private static final double MOST_OF_A_TRAINING = 0.35;

    /** A probe of a tenth of a training or more is dear. */
    private static final int DEAR = 10;

    public ProbePlan {
        rungs = List.copyOf(rungs);
    }

    /** The plan for a space that {@link #refusal} does not refuse. */
    public static ProbePlan of(SearchSpace space, int epochs) {
        RealDomain domain = (RealDomain) space.parameters().get(0).domain();
        double decades = Math.log10(domain.max()) - Math.log10(domain.min());
        int even = Math.max(LEAST, Math.min(MOST, (int) Math.ceil(decades - 1e-9)));
        int halvings = 0;
        for (double gap = decades / even; gap > NEAR_ENOUGH; gap /= 2) {
            halvings += 2;
        }
        return new ProbePlan(decades, even, halvings, rungs(epochs), epochs, Optional.empty());
    }

    /** The plan for a study, after sweeps if it has some that can be trusted. */
    public static ProbePlan of(StudyView study) {
        ProbePlan plan = of(study.space(), study.maxEpochs());
        return SweptRange.of(study)
                .trusted()
                .flatMap(analysis -> plan.stretch(
                        analysis, (RealDomain) study.space().parameters().get(0).domain()))
                .map(plan::within)
                .orElse(plan);
    }

    /**
     * From just below the steepest fall to where the loss is lowest, or to a third of where it breaks if that comes first:
     * the part of the interval where the best rates of recorded networks lay.
     */
    private Optional<Stretch> stretch(SweepAnalysis analysis, RealDomain domain) {
        double steep = analysis.steep().orElseThrow().value();
        double min = analysis.min().orElseThrow().value();
        double breaks = analysis.unstable().map(Landmark::value).orElse(Double.POSITIVE_INFINITY);
        double low = Math.log10(domain.min());
        double from = Math.max(0, Math.log10(steep / BELOW_STEEPEST) - low);
        double until = Math.min(decades, Math.log10(Math.min(min, breaks / BELOW_EDGE)) - low);
        double start = analysis.median().get(0);
        double least = analysis.median().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(start);
        return from < until
                ? Optional.of(new Stretch(from, until, (start - least) / Math.abs(start)))
                : Optional.empty();
    }

    private ProbePlan within(Stretch stretch) {
        int gaps = (int) Math.ceil((stretch.until() - stretch.from()) / NEAR_AFTER_SWEEPS - 1e-9);
        int count = Math.max(LEAST_AFTER_SWEEPS, Math.min(MOST, gaps + 1));
        return new ProbePlan(decades, count, 0, rungs, epochs, Optional.of(stretch));
    }

    private static List<Integer> rungs(int epochs) {
        List<Integer> rungs = new ArrayList<>();
        for (double share : RUNGS) {
            int epoch = Math.max(1, (int) Math.ceil(share * epochs - 1e-9));
            if (rungs.isEmpty()) {
                rungs.add(epoch);
            } else if (isWorth(epoch, rungs, epochs)) {
                rungs.add(epoch);
            } else if (isWorth(epoch - 1, rungs, epochs)) {
                rungs.add(epoch - 1);
            }
        }
        return rungs;
    }

    /** Whether a rung lies above those before it, and what trains to it costs no more than it may. */
    private static boolean isWorth(int epoch, List<Integer> rungs, int epochs) {
        int before = rungs.get(rungs.size() - 1);
        int field = 2 * reach(rungs.size()) + 1;
        return epoch > before && epoch < epochs && field * (epoch - before) <= MOST_OF_A_TRAINING * epochs;
    }

    /** How many neighbours on either side train to a rung beside the best. */
    public static int reach(int rung) {
        return rung == 1 ? 2 : 1;
    }

    /** Whether a probe is so dear that one is left out where the best cannot be. */
    boolean isSparing() {
        return stretch.isEmpty() && DEAR * firstRung() >= epochs;
    }

    /** Where in the range the rate of a cell of an even spread is, as a share of it: the seed moves all of them. */
    double share(int cell, long seed) {
        return (cell + new SplittableRandom(seed).nextDouble()) / even;
    }

    /** The cells of an even spread in an order whose beginnings are spread too: by their numbers, bits reversed. */
    List<Integer> order() {
        return IntStream.range(0, 32)
                .map(i -> Integer.reverse(i) >>> 27)
                .filter(cell -> cell < even)
                .boxed()
                .toList();
    }

    /** Why a space cannot be probed like this, where it cannot. */
    public static Optional<String> refusal(SearchSpace space) {
        boolean oneRate = space.dimensions() == 1
                && space.parameters().get(0).domain().kind() == Domain.Kind.REAL
                && ((RealDomain) space.parameters().get(0).domain()).scale() == Scale.LOG;
        return oneRate
                ? Optional.empty()
                : Optional.of("needs a space of one real parameter on a log scale, but it is " + space.describe());
    }

    /** How many probes there are in all, at most, unless those after sweeps contradict them. */
    public int probes() {
        return even + halvings;
    }

    /** The epoch up to which every probe is trained. */
    public int firstRung() {
        return rungs.get(0);
    }
}
