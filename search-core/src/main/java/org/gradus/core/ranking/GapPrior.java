package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a candidate lies behind the best that its study could have tried, before its scores are known: the logarithm of
 * the gap is logistic, so that the gap itself is log-logistic (Fisk, Econometrica 29, 1961). It has no scale of its own but
 * the one that is estimated, and its tail is heavy: rates that are hopeless say little about how close the good ones are.
 * Near 0 its density goes as gap^(shape − 1); the value of a smooth optimum in d dimensions, tried at random, has the
 * shape d/2. A part of its mass may lie at a gap of 0: a plateau, where several candidates are equally good while others lie far
 * behind.
 *
 * @param plateau the probability of a gap of 0, at least 0 and less than 1
 * @param shape more than 0
 * @param scale the median of the gaps that are not 0, in units of the noise, more than 0
 */
record GapPrior(double plateau, double shape, double scale) {
    /** None, and enough for the search to try a few equals: with 0.3, chances of .6 to .8 came out too low. */
    private static final double[] PLATEAUS = {0, 0.2};

    private static final double[] SHAPES = {0.5, 2, 8};
    /** From candidates that are equal for every purpose to candidates that one training tells apart. */
    private static final double SMALLEST = 0.01;

    private static final double LARGEST = 100;
    private static final int SCALES = 9;

    /** The priors that a study's scores are to choose from, all equally likely: scales evenly over their logarithm. */
    static List<GapPrior> all() {
        List<GapPrior> all = new ArrayList<>();
        for (double plateau : PLATEAUS) {
            for (double shape : SHAPES) {
                for (int i = 0; i < SCALES; i++) {
                    all.add(new GapPrior(plateau, shape, SMALLEST * Math.pow(LARGEST / SMALLEST, i / (SCALES - 1.0))));
                }
            }
        }
        return all;
    }

    /** The chance of a smaller gap. */
    double below(double gap) {
        return gap <= 0 ? 0 : plateau + (1 - plateau) / (1 + Math.pow(gap / scale, -shape));
    }

    /** The logarithm of the density at a gap of more than 0. */
    double logDensity(double gap) {
        double power = shape * Math.log(gap / scale);
        return Math.log((1 - plateau) * shape / gap) + power - 2 * Math.log1p(Math.exp(power));
    }
}
