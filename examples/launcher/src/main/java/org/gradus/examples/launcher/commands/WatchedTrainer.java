package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;

/**
 * Trains as another trainer does, and says how far its trainings are.
 *
 * @param trainer that trains
 * @param health that is told
 */
record WatchedTrainer(Trainer trainer, WorkerHealth health) implements Trainer {
    @Override
    public TrainerDescriptor descriptor() {
        return trainer.descriptor();
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return trainer.stepsPerEpoch(configuration);
    }

    @Override
    public void check(SearchSpace space) {
        trainer.check(space);
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        return new Session(trainer.open(request), request);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        return new Session(trainer.resume(request, checkpoint), request);
    }

    @Override
    public TrainingSession resumeFrom(TrainingRequest request, Path file) throws TrainingException {
        return new Session(trainer.resumeFrom(request, file), request);
    }

    @Override
    public Gradients gradients(Configuration configuration, Seeds seeds) throws TrainingException {
        return trainer.gradients(configuration, seeds);
    }

    /** A training that is watched. */
    private final class Session implements TrainingSession {
        private final TrainingSession session;
        private final TrainingRequest request;

        Session(TrainingSession session, TrainingRequest request) {
            this.session = session;
            this.request = request;
        }

        private void say() {
            long steps = request.stepsPerEpoch();
            health.at(
                    request.plan().id().number(),
                    request.isSweep()
                            ? "at step " + session.step() + " of a sweep of " + request.totalSteps()
                            : "at epoch " + session.step() / steps + " of " + request.totalSteps() / steps);
        }

        @Override
        public long step() {
            return session.step();
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            say();
            return session.advanceTo(untilStep, cancel);
        }

        @Override
        public Evaluation test() throws TrainingException {
            return session.test();
        }

        @Override
        public byte[] checkpoint() throws TrainingException {
            return session.checkpoint();
        }

        @Override
        public void checkpointTo(Path file) throws TrainingException {
            session.checkpointTo(file);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
