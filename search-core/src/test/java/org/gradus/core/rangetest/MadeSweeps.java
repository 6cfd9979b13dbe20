package org.gradus.core.rangetest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;

/**
 * Sweeps made of a formula and noise, shaped like those of small networks: the loss of ten classes falls around 10^-2.5,
 * losses scatter the more the less is left of them, and beyond the edge at 10^-0.5 they leap about.
 *
 * @param loss of the log₁₀ of the rate
 * @param noise the deviation of a loss of 1
 * @param from log₁₀ of the first rate
 * @param until log₁₀ of the last rate
 * @param steps how many losses
 */
record MadeSweeps(DoubleUnaryOperator loss, double noise, double from, double until, int steps) {
    static final double EDGE = -0.5;

    /** What a network that can learn does in a range that fits it. */
    static MadeSweeps healthy(double noise) {
        return new MadeSweeps(MadeSweeps::learning, noise, -6, 1, 110);
    }

    static double learning(double logRate) {
        return logRate < EDGE ? 2.3 - 1.7 / (1 + Math.exp(-(logRate + 2.5) / 0.25)) : 9;
    }

    MadeSweeps loss(DoubleUnaryOperator other) {
        return new MadeSweeps(other, noise, from, until, steps);
    }

    MadeSweeps range(double low, double high) {
        return new MadeSweeps(loss, noise, low, high, steps);
    }

    MadeSweeps steps(int count) {
        return new MadeSweeps(loss, noise, from, until, count);
    }

    /** One sweep. */
    LearningCurve sweep(Random random) {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double logRate = from + (until - from) * i / (steps - 1);
            double clean = loss.applyAsDouble(logRate);
            // Past an edge as between 2.3 and 20 in small networks: anything.
            double scatter = clean > 5 ? 4 * random.nextGaussian() : scatter(clean) * random.nextGaussian();
            points.add(CurvePoint.ofBatch(i + 1, Math.pow(10, logRate), clean + scatter));
        }
        return LearningCurve.of(points);
    }

    /** The noise given, but a tenth of it where nothing is learned yet: all batches are alike to a network that guesses. */
    private double scatter(double clean) {
        return clean > 2.25 ? noise / 10 : noise;
    }

    List<LearningCurve> sweeps(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> sweep(random)).toList();
    }

    /** The same sweep with one loss replaced. */
    static LearningCurve with(LearningCurve sweep, int place, double loss) {
        List<CurvePoint> points = new ArrayList<>(sweep.points());
        CurvePoint old = points.get(place);
        points.set(place, CurvePoint.ofBatch(old.step(), old.learningRate(), loss));
        return LearningCurve.of(points);
    }
}
