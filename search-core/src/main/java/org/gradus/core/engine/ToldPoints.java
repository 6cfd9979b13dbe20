package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.Trial;

/**
 * The points of a trial that its program trains, from figures of epochs or as a whole curve. Stateless.
 *
 * @param trial as it was given to the program
 * @param objective whose figure is told
 */
record ToldPoints(Trial trial, Objective objective) {
    /** The point at the end of an epoch, with nothing but an evaluation; its loss stands for that of the batch too. */
    CurvePoint at(int epoch, Evaluation evaluation) {
        double rate = trial.learningRate().map(LearningRate::value).orElse(CurvePoint.NO_RATE);
        return new CurvePoint(
                epoch * trial.stepsPerEpoch(), rate, evaluation.loss(), Optional.empty(), Optional.of(evaluation));
    }

    /** The objective's figure of an evaluation, which must have it. */
    double figure(Evaluation evaluation) {
        return evaluation
                .metric(objective.metric())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the evaluation has no '" + objective.metric() + "', which the objective needs, but only "
                                + evaluation.metrics().keySet()));
    }

    /** What the trial has come to: the end of the curve, or the first figure that is not finite. */
    Segment segment(List<CurvePoint> curve) {
        List<CurvePoint> points = new ArrayList<>();
        for (CurvePoint point : increasing(curve)) {
            points.add(point);
            if (!point.isFinite() || point.validation().stream().anyMatch(e -> !Double.isFinite(figure(e)))) {
                return Segment.diverged(points, "a figure at step " + point.step() + " is not finite");
            }
        }
        long until = trial.untilEpoch() * trial.stepsPerEpoch();
        if (points.get(points.size() - 1).step() != until
                || points.get(points.size() - 1).validation().isEmpty()) {
            throw new IllegalArgumentException("the curve of " + trial.id() + " must end with an evaluation after "
                    + steps(until) + ", but ends after "
                    + steps(points.get(points.size() - 1).step())
                    + "\nMaybe the training ended early: then tell that it failed or diverged.");
        }
        return Segment.reached(points);
    }

    /** The points of a curve that follows what is known of the trial. */
    List<CurvePoint> increasing(List<CurvePoint> curve) {
        if (curve.isEmpty()) {
            throw new IllegalArgumentException("the curve of " + trial.id() + " has no points");
        }
        long until = trial.untilEpoch() * trial.stepsPerEpoch();
        long last = trial.curve().isEmpty() ? -1 : trial.curve().lastStep();
        for (CurvePoint point : curve) {
            if (!(point.step() > last && point.step() <= until)) {
                throw new IllegalArgumentException("the steps of a curve must increase, and those of " + trial.id()
                        + " lie above " + last + " and end at " + until + ", but one is " + point.step());
            }
            last = point.step();
        }
        return curve;
    }

    private String steps(long step) {
        return trial.stepsPerEpoch() == 1 ? "epoch " + step : "step " + step;
    }
}
