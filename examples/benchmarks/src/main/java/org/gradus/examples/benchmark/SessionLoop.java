package org.gradus.examples.benchmark;

import java.io.Closeable;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/**
 * A session of Gradus's Deeplearning4j trainer, asked for an epoch at a time as the engine asks. It is that of a sweep, at
 * one rate: every step is recorded, and nothing is evaluated.
 */
final class SessionLoop implements Closeable {
    /** More than any measurement makes. */
    private static final int HORIZON = 1_000_000;

    private final TrainingSession session;
    private final long stepsPerEpoch;

    SessionLoop(Trainer trainer, Seeds seeds) throws TrainingException {
        LearningRate rate = new LearningRate(BenchmarkCnn.RATE);
        Configuration configuration = Configuration.of(rate);
        this.stepsPerEpoch = trainer.stepsPerEpoch(configuration);
        Sweep sweep = new Sweep(BenchmarkCnn.RATE / 2, BenchmarkCnn.RATE, HORIZON);
        TrialPlan plan = TrialPlan.sweep(new TrialId(1), configuration, sweep, seeds, stepsPerEpoch);
        this.session = trainer.open(
                new TrainingRequest(plan, ScheduleFamily.CONSTANT.forPeak().apply(rate), HORIZON, 1));
    }

    /** Trains for an epoch; the losses of its steps. */
    List<Double> trainEpoch() throws TrainingException, InterruptedException {
        Segment segment = session.advanceTo(session.step() + stepsPerEpoch, CancellationToken.create());
        if (segment.end() != SegmentEnd.REACHED) {
            throw new TrainingException("the training that is measured ended early: " + segment.reason());
        }
        return segment.points().stream().map(CurvePoint::batchLoss).toList();
    }

    /** Evaluates the network on the test split. */
    Evaluation evaluate() throws TrainingException {
        return session.test();
    }

    @Override
    public void close() {
        session.close();
    }
}
