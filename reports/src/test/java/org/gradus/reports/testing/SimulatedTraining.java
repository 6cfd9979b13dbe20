package org.gradus.reports.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;

/**
 * The curves of a network of ten classes as they look in practice: rates below the best are slower, rates above it swing,
 * collapse to guessing and diverge.
 *
 * @param bestRate where training is fastest
 * @param stepsPerEpoch the optimizer updates of an epoch
 * @param recordEvery the steps from one recorded point to the next
 */
public record SimulatedTraining(double bestRate, int stepsPerEpoch, int recordEvery) {
    private static final double CHANCE_LOSS = Math.log(10);
    private static final double COLLAPSES_ABOVE = 12;
    private static final double DIVERGES_ABOVE = 40;

    /** The points of a training of n epochs; one that diverges ends with a loss of NaN. */
    public List<CurvePoint> curve(double rate, int epochs, long seed) {
        return curve(rate, rate / bestRate, epochs, seed);
    }

    /** The points of a training at a rate that is {@code ratio} times the best rate of its configuration. */
    public List<CurvePoint> curve(double rate, double ratio, int epochs, long seed) {
        Random random = new Random(seed);
        double luck = 0.006 * random.nextGaussian();
        int end = ratio > DIVERGES_ABOVE ? Math.max(3, (int) (4000 / ratio)) : epochs * stepsPerEpoch;
        List<CurvePoint> points = new ArrayList<>();
        points.add(evaluated(0, rate, 0, ratio, luck, random));
        for (int step = 1; step <= end; step++) {
            double epoch = step / (double) stepsPerEpoch;
            if (step % stepsPerEpoch == 0) {
                points.add(evaluated(step, rate, epoch, ratio, luck, random));
            } else if (step == end && ratio > DIVERGES_ABOVE) {
                points.add(CurvePoint.ofBatch(step, rate, Double.NaN));
            } else if (step % recordEvery == 0) {
                double noise = Math.exp(0.14 * random.nextGaussian() * (1 - trainLoss(epoch, ratio) / CHANCE_LOSS));
                double explosion = ratio > DIVERGES_ABOVE ? Math.exp(4.0 * step / end) : 1;
                points.add(CurvePoint.ofBatch(step, rate, trainLoss(epoch, ratio) * noise * explosion));
            }
        }
        return points;
    }

    private CurvePoint evaluated(long step, double rate, double epoch, double ratio, double luck, Random random) {
        double train = trainLoss(epoch, ratio) * Math.exp(0.01 * random.nextGaussian());
        double swing = ratio > 4 && ratio <= COLLAPSES_ABOVE && epoch > 0 ? 0.16 * Math.abs(random.nextGaussian()) : 0;
        double learned = 1 - train / CHANCE_LOSS;
        double validation = train + 0.11 * learned * learned + swing + 0.008 * random.nextGaussian();
        return new CurvePoint(
                step,
                rate,
                train,
                Optional.of(Evaluation.of(train, accuracy(train) + 0.5 * luck)),
                Optional.of(Evaluation.of(validation, rounded(accuracy(validation) + luck))));
    }

    private static double trainLoss(double epoch, double ratio) {
        if (ratio > COLLAPSES_ABOVE) {
            return CHANCE_LOSS;
        }
        double speed = 3.2 * Math.pow(ratio, 0.75) / (1 + Math.pow(ratio / 3, 1.6));
        return 0.3 + (CHANCE_LOSS - 0.3) / Math.pow(1 + speed * epoch, 1.15);
    }

    private static double accuracy(double loss) {
        return 0.1 + 0.9 * Math.pow(Math.max(0, 1 - loss / CHANCE_LOSS), 0.72);
    }

    private static double rounded(double accuracy) {
        return Math.min(1, Math.max(0, Math.round(1000 * accuracy) / 1000.0));
    }
}
