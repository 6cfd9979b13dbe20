package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.trainers.process.Message.WrongMessageException;

/**
 * Trains with a program that speaks the trainer protocol, {@code docs/protocol.md}: JSON lines on its standard input and output. A
 * program that crashes, hangs or answers nonsense fails its trial alone.
 *
 * <pre>{@code
 * try (ProcessTrainer trainer = ProcessTrainer.start(List.of("python3", "train.py"))) {
 *     StudyResult result = Search.of(trainer)
 *             .learningRate(1e-4, 1)
 *             .trials(16)
 *             .epochs(5)
 *             .run();
 * }
 * }</pre>
 *
 * <p>All processes, and those that they start, end with the trainer and with this JVM. A model that is held stays in its
 * process, with all the memory that it takes: {@code Search.heldInMemory} limits their number, where the program makes
 * checkpoints. Thread-safe.
 */
public final class ProcessTrainer implements Trainer, AutoCloseable {
    private final ProgramSettings settings;
    private final ProgramPool pool;
    private final Slots slots;
    private final ProgramDescription program;
    private final TrainerDescriptor descriptor;
    private final EpochLengths epochs;

    private ProcessTrainer(ProgramSettings settings, ProgramPool pool, ProgramDescription program) {
        this.settings = settings;
        this.pool = pool;
        this.slots = new Slots(settings.slots());
        this.program = program;
        this.descriptor = program.descriptor(settings);
        this.epochs = new EpochLengths(program, pool, settings);
    }

    /**
     * Starts a program in the current directory, with the environment of this JVM.
     *
     * @param command the program and its arguments; no shell reads them
     * @throws IllegalArgumentException if there is no such program, or it may not be executed
     * @throws TrainingException if it does not say what it is; the message has its last lines
     */
    public static ProcessTrainer start(List<String> command) throws TrainingException {
        return builder(command).start();
    }

    /** A trainer that is yet to be started, with other settings than the defaults. */
    public static Builder builder(List<String> command) {
        return new Builder(command);
    }

    /** Says how a program is started. Not thread-safe. */
    public static final class Builder {
        private final List<String> command;
        private Path directory = Path.of("").toAbsolutePath();
        private final Map<String, String> environment = new HashMap<>();
        private List<String> slots = List.of();
        private Optional<Path> logs = Optional.empty();
        private Duration startLimit = Duration.ofMinutes(1);
        private Duration answerLimit = Duration.ofMinutes(10);
        private Duration idleLimit = Duration.ofSeconds(10);

        private Builder(List<String> command) {
            this.command = new ArrayList<>(command);
        }

        /** Where the program runs; default the current directory. */
        public Builder directory(Path value) {
            directory = value.toAbsolutePath();
            return this;
        }

        /** Sets a variable of the program's environment, beside those of this JVM. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /**
         * Names slots, such as {@code gpu0} and {@code gpu1}. Each process belongs to one and finds its name in {@code
         * GRADUS_SLOT}; at most one training runs in a slot at any time. Default: none, and no limit.
         */
        public Builder slots(List<String> names) {
            slots = List.copyOf(names);
            return this;
        }

        /** The folder of a log file for each trial, with what the program writes to standard error; default none. */
        public Builder logs(Path folder) {
            logs = Optional.of(folder.toAbsolutePath());
            return this;
        }

        /** How long the program may take to say what it is; default a minute. */
        public Builder startLimit(Duration value) {
            startLimit = value;
            return this;
        }

        /** How long it may take to make, save, load or evaluate a model; default 10 minutes. Training has no limit here. */
        public Builder answerLimit(Duration value) {
            answerLimit = value;
            return this;
        }

        /** How long a process is kept that has nothing to train; default 10 seconds. */
        public Builder idleLimit(Duration value) {
            idleLimit = value;
            return this;
        }

        /**
         * Starts the program, which says what it is.
         *
         * @throws IllegalArgumentException if a setting is not valid, there is no such program, or it may not be executed
         * @throws TrainingException if it does not say what it is; the message has its last lines
         */
        public ProcessTrainer start() throws TrainingException {
            ProgramSettings settings = new ProgramSettings(
                    command, directory, environment, slots, logs, startLimit, answerLimit, idleLimit);
            ProgramPool pool = new ProgramPool(settings);
            try {
                return new ProcessTrainer(settings, pool, pool.begin());
            } catch (TrainingException | RuntimeException | Error e) {
                pool.close();
                throw e;
            }
        }
    }

    @Override
    public TrainerDescriptor descriptor() {
        return descriptor;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the program does not answer
     */
    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return epochs.of(configuration);
    }

    /** True: programs take seconds to start. */
    @Override
    public boolean opensInterruptibly() {
        return true;
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        requireSweep(request);
        return begin(request, Requests.open(request), false);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        requireCheckpoints();
        return ModelFile.of(checkpoint, file -> resumeFrom(request, file));
    }

    @Override
    public TrainingSession resumeFrom(TrainingRequest request, Path file) throws TrainingException {
        requireCheckpoints();
        requireSweep(request);
        return begin(request, Requests.resume(request, file.toAbsolutePath()), true);
    }

    private void requireCheckpoints() {
        if (!program.can(Capability.CHECKPOINT)) {
            throw new UnsupportedOperationException(
                    "the program '" + program.name() + "' cannot resume from a checkpoint");
        }
    }

    private void requireSweep(TrainingRequest request) throws TrainingException {
        if (request.isSweep() && !program.can(Capability.SWEEP)) {
            throw new TrainingException(
                    "the program '" + program.name() + "' cannot " + Capability.SWEEP.words()
                            + "\nMaybe add the capability \"sweep\" to its answer to 'hello', if it trains at any rate it is given.");
        }
        if (!request.isSweep() && request.totalSteps() % request.stepsPerEpoch() != 0) {
            throw new TrainingException(request.plan().id() + " must have whole epochs, but has " + request.totalSteps()
                    + " steps, " + request.stepsPerEpoch() + " an epoch");
        }
    }

    private TrainingSession begin(TrainingRequest request, ObjectNode message, boolean resumed)
            throws TrainingException {
        Optional<String> slot = acquireAny();
        try {
            Program taken = pool.take(slot);
            slots.count(slot, 1);
            try {
                requireNoInterrupt(request);
                taken.begin(request.plan().id());
                Message opened = Conversation.ask(taken, message, "opened", settings.answerLimit());
                long step = opened.whole("step");
                if (step > request.totalSteps() || (!resumed && step != 0)) {
                    throw opened.wrong("opened a model at step " + step + " of " + request.totalSteps());
                }
                return new ProcessSession(this, taken, request, settings.answerLimit(), step);
            } catch (WrongMessageException e) {
                TrainingException failure = taken.failure("the program " + e.getMessage());
                forget(taken);
                throw failure;
            } catch (TrainingException | RuntimeException | Error e) {
                taken.kill();
                forget(taken);
                throw e;
            }
        } finally {
            slots.release(slot);
        }
    }

    private static void requireNoInterrupt(TrainingRequest request) throws TrainingException {
        if (Thread.currentThread().isInterrupted()) {
            throw new TrainingException("interrupted before " + request.plan().id() + " was opened");
        }
    }

    private Optional<String> acquireAny() throws TrainingException {
        try {
            return slots.acquireAny();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("interrupted while it waited for a free slot", e);
        }
    }

    /** Whether one process trains one trial after another. */
    boolean reuses() {
        return program.reuse();
    }

    Slots slots() {
        return slots;
    }

    /** Waits for a slot that nobody cancels. */
    void acquire(Optional<String> slot) throws TrainingException {
        try {
            slots.acquire(slot, () -> false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("interrupted while it waited for slot " + slot.orElse(""), e);
        }
    }

    /** Takes the process of a session back that was closed. */
    void giveBack(Program used) {
        slots.count(used.slot(), -1);
        pool.giveBackOrForget(used, true, program.reuse());
    }

    private void forget(Program used) {
        slots.count(used.slot(), -1);
        pool.forget(used);
    }

    /** Ends all processes, within seconds; trainings that run fail. */
    @Override
    public void close() {
        pool.close();
    }
}
