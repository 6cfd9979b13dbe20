package org.gradus.strategies.internal.bayesian;

/** What is believed about the objective function after seeing some of it. Higher is better. */
interface Posterior {
    /** The belief about the noiseless function at a point of the unit cube. */
    Prediction at(double[] point);

    /**
     * A normal distribution.
     *
     * @param mean the expected value
     * @param variance positive
     */
    record Prediction(double mean, double variance) {
        double deviation() {
            return Math.sqrt(variance);
        }
    }
}
