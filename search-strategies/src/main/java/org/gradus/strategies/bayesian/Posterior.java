package org.gradus.strategies.bayesian;

/** What is believed about the objective function after seeing some of it. Higher is better. */
interface Posterior {
    /** The expected value of the noiseless function at a point of the unit cube. */
    double mean(double[] point);

    /** The variance of the noiseless function at a point of the unit cube, positive. */
    double variance(double[] point);
}
