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
 */
record CurveFacts(int epochs, double[] validationLoss, double[] trainLoss, double[] accuracy, int badBatches) {

    static CurveFacts of(Trial trial) {
        LearningCurve curve = trial.curve();
        double[] validation = curve.validations(Evaluation::loss);
        double[] accuracy = curve.validations(e -> e.accuracy().orElse(Double.NaN));
        boolean hasAccuracy = Arrays.stream(accuracy).noneMatch(Double::isNaN);
        return new CurveFacts(
                trial.epochsTrained(),
                validation,
                curve.trainings(Evaluation::loss),
                hasAccuracy ? accuracy : new double[0],
                badBatches(trial, validation));
    }

    /** How many recorded batches after the first epoch had a loss above that of the untrained model. */
    private static int badBatches(Trial trial, double[] validation) {
        LearningCurve curve = trial.curve();
        if (validation.length == 0) {
            return 0;
        }
        double initial = untrained(curve, validation[0]);
        int count = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (curve.step(i) > trial.stepsPerEpoch() && curve.batchLoss(i) > initial) {
                count++;
            }
        }
        return count;
    }

    private static double untrained(LearningCurve curve, double validation) {
        return curve.evaluated().stream()
                .filter(p -> p.step() == 0)
                .findFirst()
                .map(CurvePoint::batchLoss)
                .filter(Double::isFinite)
                .map(loss -> Math.max(loss, validation))
                .orElse(validation);
    }

    boolean hasAccuracy() {
        return accuracy.length > 0;
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

    /** The share of the whole fall that came with the last epoch; 0 where the loss did not fall. */
    double lastFall() {
        int n = validationLoss.length;
        double whole = initialLoss() - finalLoss();
        return n < 2 || whole <= 0 ? 0 : (validationLoss[n - 2] - finalLoss()) / whole;
    }

    /** The loss a rise above which is a spike: a quarter of the whole fall over the lowest before. */
    double spikeHeight() {
        return (initialLoss() - lowestLoss()) / 4;
    }
}
