package org.gradus.core.diagnosis;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How much farther the validation loss is expected to fall if a training goes on for as many epochs again.
 *
 * <p>The train loss falls as a power of the epochs. The gap of the validation loss above it widens with the epochs, and is
 * the steadier of the two: a bad epoch lifts both losses. So the two are fitted apart, over the last two thirds of the
 * epochs, and their sum is read at twice the epochs.
 */
final class FurtherFall {
    /** The part of the epochs at the start, which fall in another way, that is left out. */
    private static final int LEFT_OUT = 3;

    /** Without a train loss: the share of a fall with the logarithm of the epochs that comes true, because falls slow down. */
    private static final double COMES_TRUE = 0.5;

    private FurtherFall() {}

    /** The share of the fall so far that is expected from as many epochs again; negative where the loss will rise. */
    static double expected(CurveFacts facts) {
        double[] train = facts.trainLoss();
        double[] validation = facts.validationLoss();
        int last = validation.length - 1;
        int first = Math.max(1, Math.round(last / (float) LEFT_OUT));
        boolean sums =
                facts.hasTrainLoss() && IntStream.rangeClosed(first, last).allMatch(e -> train[e] > 0);
        if (!sums) {
            SimpleRegression line = fit(first, last, Math::log, e -> validation[(int) e]);
            double now = line.predict(Math.log(last));
            return share(facts, now, now + COMES_TRUE * line.getSlope() * Math.log(2));
        }
        SimpleRegression power = fit(first, last, Math::log, e -> Math.log(train[(int) e]));
        SimpleRegression gap = fit(first, last, e -> e, e -> validation[(int) e] - train[(int) e]);
        DoubleUnaryOperator loss = e -> Math.exp(power.predict(Math.log(e))) + gap.predict(e);
        return share(facts, loss.applyAsDouble(last), loss.applyAsDouble(2 * last));
    }

    private static double share(CurveFacts facts, double now, double then) {
        double fall = facts.initialLoss() - now;
        return fall > 0 ? (now - then) / fall : 0;
    }

    private static SimpleRegression fit(int first, int last, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        SimpleRegression line = new SimpleRegression();
        IntStream.rangeClosed(first, last).forEach(e -> line.addData(x.applyAsDouble(e), y.applyAsDouble(e)));
        return line;
    }
}
