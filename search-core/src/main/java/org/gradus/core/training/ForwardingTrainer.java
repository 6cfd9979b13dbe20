package org.gradus.core.training;

import java.nio.file.Path;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;

/**
 * Trains as another trainer does, but for what a subclass does otherwise: everything is passed on to the other, so that nothing
 * that it can do is lost. Thread-safe if the other is.
 */
public abstract class ForwardingTrainer implements Trainer {
    private final Trainer inner;

    /** A trainer that passes everything on to this one. */
    protected ForwardingTrainer(Trainer inner) {
        this.inner = inner;
    }

    /**
     * What stands for a session that the other trainer has opened or resumed; by default the session itself.
     *
     * @throws TrainingException if the training is not to be
     */
    protected TrainingSession wrap(TrainingSession session, TrainingRequest request) throws TrainingException {
        return session;
    }

    @Override
    public TrainerDescriptor descriptor() {
        return inner.descriptor();
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return inner.stepsPerEpoch(configuration);
    }

    @Override
    public void check(SearchSpace space) {
        inner.check(space);
    }

    @Override
    public boolean opensInterruptibly() {
        return inner.opensInterruptibly();
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        return wrap(inner.open(request), request);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        return wrap(inner.resume(request, checkpoint), request);
    }

    @Override
    public TrainingSession resumeFrom(TrainingRequest request, Path file) throws TrainingException {
        return wrap(inner.resumeFrom(request, file), request);
    }

    @Override
    public Gradients gradients(Configuration configuration, Seeds seeds) throws TrainingException {
        return inner.gradients(configuration, seeds);
    }

    /** Does what another session does, but for what a subclass does otherwise. */
    public abstract static class Session implements TrainingSession {
        private final TrainingSession inner;

        /** A session that passes everything on to this one. */
        protected Session(TrainingSession inner) {
            this.inner = inner;
        }

        @Override
        public long step() {
            return inner.step();
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            return inner.advanceTo(untilStep, cancel);
        }

        @Override
        public Evaluation test() throws TrainingException {
            return inner.test();
        }

        @Override
        public byte[] checkpoint() throws TrainingException {
            return inner.checkpoint();
        }

        @Override
        public void checkpointTo(Path file) throws TrainingException {
            inner.checkpointTo(file);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
