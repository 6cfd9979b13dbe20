package org.gradus.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.space.Domain;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;

/**
 * How a range of rates is probed: so many rates evenly over it, then halvings of the gaps beside the best until its
 * neighbours are near enough. Pure, and a function of the range and the length of a training alone.
 *
 * @param decades the width of the range, log10, not negative
 * @param even how many rates are spread evenly, at least 4
 * @param halvings how many gaps beside the best are halved then
 * @param rungs the epochs at which probes are compared, rising, each below the last epoch unless it is the only one
 */
public record ProbePlan(double decades, int even, int halvings, List<Integer> rungs) {
    /** Accuracy rises and falls within about three decades, so that one rate a decade cannot miss where. */
    private static final int LEAST = 4;

    private static final int MOST = 24;
    private static final double NEAR_ENOUGH = 0.55;
    private static final double[] RUNGS = {0.02, 0.08, 0.15};

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
        return new ProbePlan(decades, even, halvings, rungs(epochs));
    }

    private static List<Integer> rungs(int epochs) {
        List<Integer> rungs = new ArrayList<>();
        for (double share : RUNGS) {
            int epoch = Math.max(1, (int) Math.ceil(share * epochs - 1e-9));
            if (rungs.isEmpty() || (epoch > rungs.get(rungs.size() - 1) && epoch < epochs)) {
                rungs.add(epoch);
            }
        }
        return rungs;
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

    /** How many probes there are in all. */
    public int probes() {
        return even + halvings;
    }

    /** The epoch up to which every probe is trained. */
    public int firstRung() {
        return rungs.get(0);
    }
}
