package org.gradus.strategies.internal.tpe;

import java.util.random.RandomGenerator;

/** How likely the values of one parameter are among some trials, over its places in the unit interval. */
interface Density {
    /** A place drawn from this density. */
    double sample(RandomGenerator random);

    /**
     * The logarithm of the density at a place, or, for a parameter with separate values, of the probability of the value
     * that lies there.
     *
     * @param unit in [0, 1]
     */
    double log(double unit);
}
