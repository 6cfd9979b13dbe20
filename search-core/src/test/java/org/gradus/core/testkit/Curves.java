package org.gradus.core.testkit;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;

/** Makes the points of learning curves from the figures that matter to a test. */
public final class Curves {
    /** The accuracy of an untrained model of ten classes. */
    public static final double CHANCE = 0.1;

    /** The loss of an untrained model of ten classes: ln 10. */
    public static final double UNTRAINED_LOSS = Math.log(10);

    private Curves() {}

    /**
     * A curve with these validation accuracies after epochs 1, 2, …; epoch 0 is at chance. Losses follow accuracies in a
     * straight line, from ln 10 at chance to 0 at accuracy 1, and training is as good as validation.
     */
    public static List<CurvePoint> accuracies(double rate, long stepsPerEpoch, double... fromEpochOne) {
        return evaluated(
                rate,
                stepsPerEpoch,
                withStart(CHANCE, fromEpochOne)
                        .map(a -> Evaluation.of(UNTRAINED_LOSS * (1 - a) / (1 - CHANCE), a))
                        .toList());
    }

    /** A curve with these training and validation losses after epochs 1, 2, …, and ln 10 before; without metrics. */
    public static List<CurvePoint> losses(double rate, long stepsPerEpoch, double... fromEpochOne) {
        return evaluated(
                rate,
                stepsPerEpoch,
                withStart(UNTRAINED_LOSS, fromEpochOne).map(Evaluation::ofLoss).toList());
    }

    /** A curve with these evaluations, of both splits alike, at epochs 0, 1, 2, …. */
    public static List<CurvePoint> evaluated(double rate, long stepsPerEpoch, List<Evaluation> fromEpochZero) {
        return evaluated(rate, stepsPerEpoch, fromEpochZero, fromEpochZero);
    }

    /** A curve with these evaluations at epochs 0, 1, 2, …; the batch losses are the training losses. */
    public static List<CurvePoint> evaluated(
            double rate, long stepsPerEpoch, List<Evaluation> train, List<Evaluation> validation) {
        if (train.size() != validation.size()) {
            throw new IllegalArgumentException(
                    train.size() + " evaluations of the training split, but " + validation.size());
        }
        ImmutableList.Builder<CurvePoint> points = ImmutableList.builder();
        for (int epoch = 0; epoch < train.size(); epoch++) {
            points.add(new CurvePoint(
                    epoch * stepsPerEpoch,
                    rate,
                    train.get(epoch).loss(),
                    Optional.of(train.get(epoch)),
                    Optional.of(validation.get(epoch))));
        }
        return points.build();
    }

    /** A curve of batch losses at steps 1, 2, … without evaluations. */
    public static List<CurvePoint> batches(double rate, double... losses) {
        ImmutableList.Builder<CurvePoint> points = ImmutableList.builder();
        for (int i = 0; i < losses.length; i++) {
            points.add(CurvePoint.ofBatch(i + 1, rate, losses[i]));
        }
        return points.build();
    }

    /** The points of both curves in the order of their steps; where both have a step, that of the first. */
    public static List<CurvePoint> merged(List<CurvePoint> first, List<CurvePoint> second) {
        List<CurvePoint> merged = new ArrayList<>(first);
        second.stream()
                .filter(point -> first.stream().noneMatch(other -> other.step() == point.step()))
                .forEach(merged::add);
        merged.sort(Comparator.comparingLong(CurvePoint::step));
        return merged;
    }

    private static Stream<Double> withStart(double start, double[] figures) {
        return Stream.concat(Stream.of(start), Arrays.stream(figures).boxed());
    }
}
