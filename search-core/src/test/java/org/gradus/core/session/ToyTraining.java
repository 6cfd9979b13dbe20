package org.gradus.core.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;

/**
 * A training by formula: accuracy 0.1 + 0.8·exp(−(log₁₀ rate + 2)²)·(1 − 2^(−epoch)), so the best rate is 0.01. Rates above
 * 1 diverge in their first epoch.
 */
final class ToyTraining {
    private ToyTraining() {}

    static double accuracy(double rate, int epoch) {
        double decades = Math.log10(rate) + 2;
        return 0.1 + 0.8 * Math.exp(-decades * decades) * (1 - Math.pow(2, -epoch));
    }

    static SegmentReport train(Ask.Train order) {
        Trial trial = order.trial();
        double rate = trial.configuration().learningRate().value();
        if (trial.plan().sweep().isPresent()) {
            return SegmentReport.reached(trial.id(), sweep(order));
        }
        List<CurvePoint> points = new ArrayList<>();
        int from = trial.curve().isEmpty() ? 0 : trial.epochsTrained() + 1;
        for (int epoch = from; epoch <= order.untilEpoch(); epoch++) {
            if (rate > 1 && epoch > 0) {
                long step = epoch * trial.stepsPerEpoch() - 1;
                points.add(CurvePoint.ofBatch(step, rate, Double.NaN));
                return SegmentReport.diverged(trial.id(), points, "the training loss is NaN at step " + step);
            }
            double accuracy = accuracy(rate, epoch);
            Evaluation evaluation = Evaluation.of(2.3 - accuracy, accuracy);
            points.add(new CurvePoint(
                    epoch * trial.stepsPerEpoch(),
                    rate,
                    evaluation.loss(),
                    Optional.of(evaluation),
                    Optional.of(evaluation)));
        }
        return SegmentReport.reached(trial.id(), points);
    }

    private static List<CurvePoint> sweep(Ask.Train order) {
        List<CurvePoint> points = new ArrayList<>();
        for (long step = 1; step <= order.untilStep(); step++) {
            points.add(CurvePoint.ofBatch(step, 0.1, 2.3));
        }
        return points;
    }

    /**
     * Trains n trials at once until the session is finished; the trial asked for first is reported first.
     *
     * @return the events, in the batches in which a store would have got them
     */
    static List<List<TrialEvent>> run(SearchSession session, int parallel) {
        List<List<TrialEvent>> batches = new ArrayList<>();
        Deque<Ask.Train> running = new ArrayDeque<>();
        while (true) {
            Ask ask = running.size() < parallel ? session.ask() : new Ask.Wait("no place");
            if (ask instanceof Ask.Train train) {
                running.add(train);
                batches.add(session.drainEvents());
                continue;
            }
            if (ask instanceof Ask.Finished && running.isEmpty()) {
                batches.add(session.drainEvents());
                return batches;
            }
            session.tell(train(running.remove()));
            batches.add(session.drainEvents());
        }
    }
}
