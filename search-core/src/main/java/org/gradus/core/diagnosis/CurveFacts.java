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

    /**
     * The share of the whole fall by which an epoch must lie above the lowest before to be a spike. Trainings near the best of
     * short searches, whose epochs have few batches, jump by up to 0.13 and go on.
     */
    static final double SPIKE = 0.2;

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

    /** How many epochs are averaged against noise where a curve is judged: three, or half of a shorter one. */
    static int averaged(int epochs) {
        return Math.min(3, Math.max(1, epochs / 2));
    }

    /** The mean over the last epochs of a series. */
    static double end(double[] series) {
        int from = series.length - averaged(series.length - 1);
        return Arrays.stream(series, from, series.length).average().orElse(Double.NaN);
    }

    /** The mean around an epoch of a series, after the untrained model. */
    static double around(double[] series, int epoch) {
        return Arrays.stream(series, Math.max(1, epoch - 1), Math.min(series.length, epoch + 2))
                .average()
                .orElse(Double.NaN);
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
            count += loss[i] > lowest + SPIKE * fall ? 1 : 0;
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
        double[] trained = Arrays.copyOfRange(validationLoss, 1, validationLoss.length);
        double noise = CurveStatistics.noise(trained);
        return Double.isNaN(noise) ? 0 : noise;
    }

    /**
     * How much the score of a swing moves from epoch to epoch after the first quarter: √(2/3) times the root mean square of the
     * distance of an epoch from the mean of its neighbours, which is σ for white noise. 0 where too few were seen to say.
     */
    double roughness() {
        double[] series = swinging();
        double squares = 0;
        int count = 0;
        for (int i = Math.max(1, (series.length - 1) / 4) + 1; i < series.length - 1; i++) {
            double distance = series[i] - (series[i - 1] + series[i + 1]) / 2;
            squares += distance * distance;
            count++;
        }
        return count > 0 ? Math.sqrt(squares / count * 2 / 3) : 0;
    }

    /** The series whose drops are swings: the accuracy, or the validation loss turned round. */
    double[] swinging() {
        return hasAccuracy()
                ? accuracy
                : Arrays.stream(validationLoss).map(v -> -v).toArray();
    }
}
