package org.gradus.core.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.trial.Segment;

/** A model of an {@link EpochTrainer} in training; a step is an epoch. */
final class EpochSession<M extends EpochTrainer.Model> implements TrainingSession {
    private final EpochTrainer<M> trainer;
    private final TrainingRequest request;
    private final M model;
    private int epoch;
    private boolean begun;

    EpochSession(EpochTrainer<M> trainer, TrainingRequest request, M model, int epoch) {
        this.trainer = trainer;
        this.request = request;
        this.model = model;
        this.epoch = epoch;
        this.begun = epoch > 0;
    }

    @Override
    public long step() {
        return epoch;
    }

    @Override
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException {
        if (!(untilStep > epoch && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException(request.plan().id() + " stands at epoch " + epoch + " of "
                    + request.totalSteps() + " and cannot advance to epoch " + untilStep);
        }
        List<CurvePoint> points = new ArrayList<>();
        if (!begun) {
            points.add(untrained());
            begun = true;
        }
        while (isFinite(points) && epoch < untilStep) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the training was interrupted after epoch " + epoch);
            }
            if (cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            points.add(nextEpoch());
        }
        return isFinite(points)
                ? Segment.reached(points)
                : Segment.diverged(points, "the loss was not finite after epoch " + epoch);
    }

    private static boolean isFinite(List<CurvePoint> points) {
        return points.isEmpty() || points.get(points.size() - 1).isFinite();
    }

    private CurvePoint untrained() throws TrainingException, InterruptedException {
        Evaluation validation = validate();
        return new CurvePoint(0, request.rateAt(1), validation.loss(), Optional.empty(), Optional.of(validation));
    }

    private CurvePoint nextEpoch() throws TrainingException, InterruptedException {
        double rate = request.rateAt(epoch + 1L);
        int next = epoch + 1;
        double loss = UserCode.runInterruptibly("train epoch " + next, () -> model.trainEpoch(next, rate));
        epoch = next;
        return new CurvePoint(epoch, rate, loss, Optional.empty(), Optional.of(validate()));
    }

    private Evaluation validate() throws TrainingException, InterruptedException {
        return checked(UserCode.runInterruptibly("evaluate the model after epoch " + epoch, model::validate));
    }

    /** A model that has not diverged measures the metrics that the trainer has declared. */
    private Evaluation checked(Evaluation evaluation) throws TrainingException {
        if (Double.isFinite(evaluation.loss())
                && !evaluation.metrics().keySet().equals(trainer.descriptor().metrics())) {
            throw new TrainingException("trainer '" + trainer.descriptor().name() + "' measures the metrics "
                    + trainer.descriptor().metrics() + ", but its model measured "
                    + evaluation.metrics().keySet() + " after epoch " + epoch
                    + "\nMaybe name them with EpochTrainer.metrics(...).");
        }
        return evaluation;
    }

    @Override
    public Evaluation test() throws TrainingException {
        EpochTrainer.Test<M> test = trainer.testing()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "trainer '" + trainer.descriptor().name()
                                + "' has no test split\nMaybe call EpochTrainer.test(function)."));
        return checked(UserCode.run("evaluate the model on the test split", () -> test.evaluate(model)));
    }

    @Override
    public byte[] checkpoint() throws TrainingException {
        EpochTrainer.Checkpoints<M> checkpoints = trainer.saving()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "trainer '" + trainer.descriptor().name()
                                + "' makes no checkpoints\nMaybe call EpochTrainer.checkpoints(save, load)."));
        byte[] saved = UserCode.run("save the model", () -> checkpoints.save().save(model));
        return new EpochCheckpoint(epoch, saved).write(trainer, request);
    }

    @Override
    public void close() {
        model.close();
    }
}
