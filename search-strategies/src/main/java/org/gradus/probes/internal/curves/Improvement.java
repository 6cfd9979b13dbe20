package org.gradus.probes.internal.curves;

/**
 * The posterior of how much better the end of a full training is than that of the best place, which is not known exactly either:
 * the two are correlated, so that a place beside the best promises next to nothing, however noisy scores are (the noisy expected
 * improvement of Letham et al. 2019, arXiv 1706.07094, for one incumbent). Immutable.
 */
public final class Improvement implements Posterior {
    private static final double LEAST_VARIANCE = 1e-10;

    private final CurveProcess ends;
    private final double[] best;
    private final double bestMean;
    private final double bestVariance;
    private final double[] bestSolved;

    /**
     * The improvement upon a place.
     *
     * @param ends the belief about ends
     * @param best the place that counts as the best
     */
    Improvement(CurveProcess ends, double[] best) {
        this.ends = ends;
        this.best = best;
        this.bestMean = ends.mean(best);
        this.bestSolved = ends.solved(best);
        this.bestVariance = ends.at(best).variance();
    }

    @Override
    public Prediction at(double[] place) {
        return difference(ends.at(place), ends.covariance(place, best, bestSolved));
    }

    /**
     * The belief with its gradients, which are 0 along categories.
     *
     * @param meanGradient where that of the mean goes, as long as the place
     * @param varianceGradient where that of the variance goes
     */
    public Prediction at(double[] place, double[] meanGradient, double[] varianceGradient) {
        Prediction end = ends.at(place, meanGradient, varianceGradient);
        double[] slope = new double[place.length];
        double covariance = ends.covariance(place, best, bestSolved, slope);
        for (int d = 0; d < place.length; d++) {
            varianceGradient[d] -= 2 * slope[d];
        }
        return difference(end, covariance);
    }

    private Prediction difference(Prediction end, double covariance) {
        double variance = end.variance() + bestVariance - 2 * covariance;
        return new Prediction(end.mean() - bestMean, Math.max(variance, LEAST_VARIANCE));
    }

    @Override
    public double mean(double[] place) {
        return ends.mean(place) - bestMean;
    }
}
