package org.gradus.core.testkit;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.TrialId;

/**
 * Gradient descent on ½x² from x = 1, whose loss after t steps at rate η is ½(1 − η)^2t, which does everything that a test
 * tells it before each step: throw, hang, wait for a latch, change the loss. The accuracy is 1 − 1.8·loss, at least 0, so
 * 0.1 before training. An epoch has ten steps. Thread-safe.
 */
public final class ScriptedTrainer implements Trainer {
    /** What to do before a step. */
    @FunctionalInterface
    public interface Script {
        /**
         * Called before each step, from the training thread.
         *
         * @param loss what the loss after the step will be
         * @return the loss to report for this step
         */
        double before(TrainingRequest request, long step, double loss, CancellationToken cancel)
                throws TrainingException, InterruptedException;
    }

    private final Script script;
    private final TrainerDescriptor descriptor;
    private final List<TrialId> opened = new CopyOnWriteArrayList<>();
    private final List<TrialId> resumed = new CopyOnWriteArrayList<>();
    private final List<TrialId> closed = new CopyOnWriteArrayList<>();
    private final List<TrialId> tested = new CopyOnWriteArrayList<>();

    /** A trainer that trains and does nothing else, and can do all that a trainer can. */
    public ScriptedTrainer() {
        this((request, step, loss, cancel) -> loss);
    }

    /** A trainer that can do all that a trainer can. */
    public ScriptedTrainer(Script script) {
        this(script, EnumSet.complementOf(EnumSet.of(Capability.CURVATURE)));
    }

    public ScriptedTrainer(Script script, Set<Capability> capabilities) {
        this.script = script;
        this.descriptor = new TrainerDescriptor("scripted", "scripted 1", Set.of("accuracy"), capabilities, Map.of());
    }

    @Override
    public TrainerDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return configuration.integerOr("stepsPerEpoch", 10);
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        opened.add(request.plan().id());
        return new ScriptedSession(this, request, 0);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        if (checkpoint.length != Long.BYTES) {
            throw new TrainingException("a checkpoint has 8 bytes, but this one " + checkpoint.length);
        }
        resumed.add(request.plan().id());
        return new ScriptedSession(this, request, ByteBuffer.wrap(checkpoint).getLong());
    }

    Script script() {
        return script;
    }

    void noteClosed(TrialId trial) {
        closed.add(trial);
    }

    void noteTested(TrialId trial) {
        tested.add(trial);
    }

    /** The trials for which a session was opened, in order; a trial opened twice is there twice. */
    public List<TrialId> opened() {
        return List.copyOf(opened);
    }

    /** The trials resumed from a checkpoint. */
    public List<TrialId> resumed() {
        return List.copyOf(resumed);
    }

    /** The trials whose session was closed. */
    public List<TrialId> closed() {
        return List.copyOf(closed);
    }

    /** The trials for which the test split was read. */
    public List<TrialId> tested() {
        return List.copyOf(tested);
    }
}
