package org.gradus.core.diagnosis;

import java.util.Arrays;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.trial.Trial;

/**
 * The figures of one curve that a diagnosis rests on. Series have one entry an evaluated epoch, the untrained model
 * first.
 *
 * @param epochs the whole epochs it was trained for
 * @param validationLoss the loss on the validation split
 * @param trainLoss that on the training split; empty where it was not measured at the same epochs
 * @param accuracy that on the validation split; empty where it was not measured
 * @param badBatches the recorded batches after epoch 1 with a loss far above that of the untrained model
 */
record CurveFacts(int epochs, double[] validationLoss, double[] trainLoss, double[] accuracy, int badBatches) {
    /** How many times the untrained loss a batch must reach to be a bad one: noise alone does not do that. */
    static final double BAD_BATCH = 1.5;

    /** The share of the whole fall by which an epoch must lie above the lowest before to be a spike. */
    static final double EARLY_SPIKE = 0.25;

    /** The same in the second half of the epochs. */
    static final double LATE_SPIKE = 0.1;

    /** The share of the untrained loss within which a loss has not moved at all. */
    private static final double STANDS = 5e-4;

    /** The share of the epochs over which the end of a curve is judged; at least one epoch. */
    private static final double END = 1 / 3.0;

    static CurveFacts of(Trial trial) {
        LearningCurve curve = trial.curve();
        double[] validation = curve.validations(Evaluation::loss);
        double[] train = curve.trainings(Evaluation::loss);
        double[] accuracy = curve.validations(e -> e.accuracy().orElse(Double.NaN));
        return new CurveFacts(
                trial.epochsTrained(),
                validation,
                train.length == validation.length ? train : new double[0],
                Arrays.stream(accuracy).anyMatch(Double::isNaN) ? new double[0] : accuracy,
                badBatches(trial));
    }

    private static int badBatches(Trial trial) {
        LearningCurve curve = trial.curve();
        double untrained = curve.evaluatedAt(0).map(CurvePoint::batchLoss).orElse(Double.NaN);
        if (!(untrained > 0)) {
            return 0;
        }
        int count = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (curve.step(i) > trial.stepsPerEpoch() && curve.batchLoss(i) > BAD_BATCH * untrained) {
                count++;
            }
        }
        return count;
    }

    boolean hasAccuracy() {
        return accuracy.length > 0;
    }

    boolean hasTrainLoss() {
        return trainLoss.length > 0;
    }

    double initialLoss() {
        return validationLoss[0];
    }

    double finalLoss() {
        return validationLoss[validationLoss.length - 1];
    }

    double lowestLoss() {
        return validationLoss[CurveStatistics.indexOfMin(validationLoss)];
    }

    /** How far the validation loss fell from the untrained model to its lowest; 0 where it never fell. */
    double wholeFall() {
        return initialLoss() - lowestLoss();
    }

    /** The loss on the split that training fits: it rises by instability alone, never by overfitting. */
    double[] fittedLoss() {
        return hasTrainLoss() ? trainLoss : validationLoss;
    }

    /** Which split {@link #fittedLoss} is of; the validation split where the training split was not measured. */
    String fittedSplit() {
        return hasTrainLoss() ? "train" : "validation";
    }

    /** How many epochs after the first lie far above the lowest before them. */
    int spikes() {
        double[] loss = fittedLoss();
        double fall = loss[0] - loss[CurveStatistics.indexOfMin(loss)];
        double lowest = Double.POSITIVE_INFINITY;
        int count = 0;
        for (int i = 1; i < loss.length && fall > 0; i++) {
            double height = (i > loss.length / 2 ? LATE_SPIKE : EARLY_SPIKE) * fall;
            count += loss[i] > lowest + height ? 1 : 0;
            lowest = Math.min(lowest, loss[i]);
        }
        return count;
    }

    /** How many epochs are the end of the curve: a third of them. */
    int lateEpochs() {
        return Math.max(1, (int) Math.round(END * epochs));
    }

    /**
     * The share of the whole fall that came with the last third of the epochs: the least-squares slope there, times its
     * length. Negative where the loss rises; 0 where it never fell.
     */
    double lateFall() {
        int from = Math.max(0, validationLoss.length - 1 - lateEpochs());
        double[] end = Arrays.copyOfRange(validationLoss, from, validationLoss.length);
        return wholeFall() > 0 ? -CurveStatistics.slope(end) * (end.length - 1) / wholeFall() : 0;
    }

    /** Whether the validation loss stayed at that of the untrained model: updates too small to matter. */
    boolean stands() {
        return Arrays.stream(validationLoss)
                .allMatch(loss -> Math.abs(loss - initialLoss()) <= STANDS * Math.abs(initialLoss()));
    }

    /** The noise of the validation loss from epoch to epoch; 0 where too few were seen to say. */
    double lossNoise() {
        return noise(validationLoss);
    }

    /** The noise of the accuracy from epoch to epoch; 0 where too few were seen to say. */
    double accuracyNoise() {
        return noise(accuracy);
    }

    private static double noise(double[] series) {
        double noise = CurveStatistics.noise(Arrays.copyOfRange(series, Math.min(1, series.length), series.length));
        return Double.isNaN(noise) ? 0 : noise;
    }
}
