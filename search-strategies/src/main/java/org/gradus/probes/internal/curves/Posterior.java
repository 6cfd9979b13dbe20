package org.gradus.probes.internal.curves;

/** What is believed about the objective function after seeing some of it. Higher is better. */
public interface Posterior {
    /** The belief about the noiseless function at a point of the unit cube. */
    Prediction at(double[] point);

    /** The expected value alone, which is quicker. */
    double mean(double[] point);

    /**
     * A normal distribution.
     *
     * @param mean the expected value
     * @param variance positive
     */
    record Prediction(double mean, double variance) {
        public double deviation() {
            return Math.sqrt(variance);
        }
    }
}
