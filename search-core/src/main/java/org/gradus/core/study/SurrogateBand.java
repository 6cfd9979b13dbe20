package org.gradus.core.study;

import java.util.List;

/**
 * What the surrogate model of a strategy says of the objective along the learning rate, the other parameters as in one
 * configuration. It is about the function without the chance of a seed.
 *
 * @param points at least two, their rates rising
 */
public record SurrogateBand(List<Point> points) {
    /**
     * The belief at a rate, in the objective's figure as people read it.
     *
     * @param rate the learning rate
     * @param low the figure that the function exceeds with a probability of 0.975
     * @param median the figure that it exceeds with a probability of one half
     * @param high the figure that it exceeds with a probability of 0.025
     */
    public record Point(double rate, double low, double median, double high) {}

    public SurrogateBand {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("a band has at least two points, but this one has " + points.size());
        }
        for (int i = 1; i < points.size(); i++) {
            if (!(points.get(i).rate > points.get(i - 1).rate)) {
                throw new IllegalArgumentException(
                        "the rates of a band rise, but " + points.get(i).rate + " follows " + points.get(i - 1).rate);
            }
        }
    }
}
