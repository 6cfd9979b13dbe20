package org.gradus.core.session;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;

/** What a session wants next. */
public sealed interface Ask {
    Kind kind();

    enum Kind {
        TRAIN,
        WAIT,
        FINISHED
    }

    /**
     * Train this trial and report the result.
     *
     * @param trial the trial as it stands
     * @param objective what the study improves
     * @param fromStep the updates made already
     * @param untilStep where to stop
     */
    record Train(Trial trial, Objective objective, long fromStep, long untilStep) implements Ask {
        /** The order that comes next for a trial: a sweep to its end, else to the epoch that was decided. */
        static Train next(Trial trial, Objective objective) {
            long until =
                    trial.plan().sweep().map(s -> (long) s.steps()).orElse(trial.untilEpoch() * trial.stepsPerEpoch());
            return new Train(trial, objective, trial.curve().lastStep(), until);
        }

        @Override
        public Kind kind() {
            return Kind.TRAIN;
        }

        public Configuration configuration() {
            return trial.configuration();
        }

        /** The epoch to stop at. */
        public int untilEpoch() {
            return Math.toIntExact(untilStep / trial.stepsPerEpoch());
        }

        /**
         * A report with nothing but the objective's figure at the end, for callers that train by other means. The loss,
         * where it is not that figure, is given as 0.
         *
         * @param figure as people read it; a figure that is not finite reports divergence
         */
        public SegmentReport scored(double figure) {
            Evaluation evaluation = objective.evaluation(figure);
            double rate = trial.learningRate().map(r -> r.value()).orElse(CurvePoint.NO_RATE);
            CurvePoint point =
                    new CurvePoint(untilStep, rate, evaluation.loss(), Optional.empty(), Optional.of(evaluation));
            return Double.isFinite(figure)
                    ? SegmentReport.reached(trial.id(), List.of(point))
                    : SegmentReport.diverged(trial.id(), List.of(), objective.figure() + " is " + figure);
        }
    }

    /** Nothing until a running trial reports. */
    record Wait(String reason) implements Ask {
        @Override
        public Kind kind() {
            return Kind.WAIT;
        }
    }

    /** The search is over. */
    record Finished(String reason) implements Ask {
        @Override
        public Kind kind() {
            return Kind.FINISHED;
        }
    }
}
