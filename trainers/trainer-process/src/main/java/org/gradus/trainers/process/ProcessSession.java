package org.gradus.trainers.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Segment;
import org.gradus.trainers.process.Conversation.RefusedException;
import org.gradus.trainers.process.Message.WrongMessageException;
import org.jspecify.annotations.Nullable;

/** A model in a process. */
final class ProcessSession implements TrainingSession {
    private static final String DURING = "in the middle of training";

    /** How often the token is looked at while the program trains. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ProcessTrainer trainer;
    private final Program program;
    private final TrainingRequest request;
    private final Duration answerLimit;
    private final PointReader reader;
    private long step;
    private boolean closed;

    ProcessSession(ProcessTrainer trainer, Program program, TrainingRequest request, Duration answerLimit, long step) {
        this.trainer = trainer;
        this.program = program;
        this.request = request;
        this.answerLimit = answerLimit;
        this.reader = new PointReader(request, trainer.descriptor().metrics(), step);
        this.step = step;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException {
        if (!(untilStep > step && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException(request.plan().id() + " stands at step " + step + " of "
                    + request.totalSteps() + " and cannot advance to step " + untilStep);
        }
        requireAlive();
        if (Thread.interrupted()) {
            throw new InterruptedException("the training was interrupted after step " + step);
        }
        if (cancel.isCancelled() || !trainer.slots().acquire(program.slot(), cancel::isCancelled)) {
            return Segment.cancelled(List.of(), cancel.reason());
        }
        try {
            program.send(Requests.advance(untilStep));
            return new Advance(untilStep, cancel).run();
        } catch (InterruptedException e) {
            program.kill();
            throw e;
        } catch (WrongMessageException e) {
            throw program.failure("the program " + e.getMessage());
        } finally {
            trainer.slots().release(program.slot());
        }
    }

    /** One request to train, and what comes of it. */
    private final class Advance {
        private final long until;
        private final CancellationToken cancel;
        private final List<CurvePoint> points = new ArrayList<>();
        private boolean cancelSent;
        private long cancelledAt;

        Advance(long until, CancellationToken cancel) {
            this.until = until;
            this.cancel = cancel;
        }

        Segment run() throws TrainingException, InterruptedException, WrongMessageException {
            while (true) {
                Message message = program.next(LOOK_NANOS, DURING);
                if (Thread.interrupted()) {
                    throw new InterruptedException("the training was interrupted after step " + reader.last());
                }
                if (isDiverged()) {
                    return diverged(message);
                }
                if (message != null && !message.type().equals("point")) {
                    return end(message);
                }
                if (message != null) {
                    points.add(reader.read(message, until));
                    step = reader.last();
                }
                if (cancel.isCancelled() && !requestCancel()) {
                    program.kill();
                    return Segment.cancelled(points, cancel.reason());
                }
            }
        }

        private boolean isDiverged() {
            return !points.isEmpty() && !points.get(points.size() - 1).isFinite();
        }

        /** The loss is what counts; a program that does not see it and trains on has no use any more. */
        private Segment diverged(@Nullable Message message)
                throws InterruptedException, TrainingException, WrongMessageException {
            Message answer = message == null ? program.next(answerLimit.toNanos(), DURING) : message;
            if (answer == null || !answer.type().equals("diverged")) {
                program.kill();
            } else if (answer.whole("step") != step) {
                throw answer.wrong("says that it diverged at another step than " + step + ", that of its last point");
            }
            return Segment.diverged(points, "the loss was not finite at step " + step);
        }

        private Segment end(Message message) throws TrainingException, WrongMessageException {
            switch (message.type()) {
                case "reached" -> {
                    requireStep(message, until);
                    reader.requireComplete(message, until);
                    step = until;
                    return Segment.reached(points);
                }
                case "diverged" ->
                    throw message.wrong("says that it diverged, but the loss of its last point is finite");
                case "cancelled" -> {
                    if (!cancelSent) {
                        throw message.wrong("says that it was cancelled, which it was not");
                    }
                    long at = message.whole("step");
                    if (!(at >= step && at <= until)) {
                        throw message.wrong("was cancelled at a step that is not in [" + step + ", " + until + "]");
                    }
                    step = at;
                    return Segment.cancelled(points, cancel.reason());
                }
                case "error" -> throw program.failure(Conversation.errorWords(message));
                default -> throw message.wrong("wrote what no training writes");
            }
        }

        /** Asks the program to stop; false if it had the time to. */
        private boolean requestCancel() {
            if (!cancelSent) {
                program.send(Requests.cancel());
                cancelSent = true;
                cancelledAt = System.nanoTime();
            }
            return System.nanoTime() - cancelledAt < Program.GRACE.toNanos();
        }
    }

    private static void requireStep(Message message, long expected) throws WrongMessageException {
        if (message.whole("step") != expected) {
            throw message.wrong("is at another step than " + expected + ", which it was to reach");
        }
    }

    /** Whether its process runs. */
    boolean isAlive() {
        return program.isAlive();
    }

    private void requireAlive() throws TrainingException {
        if (closed || !program.isAlive()) {
            throw program.failure("the program ended before it was to go on from step " + step);
        }
    }

    @Override
    public Evaluation test() throws TrainingException {
        if (!trainer.descriptor().can(Capability.TEST)) {
            throw new UnsupportedOperationException(
                    "the program '" + trainer.descriptor().name() + "' has no test split");
        }
        requireAlive();
        trainer.acquire(program.slot());
        try {
            Message answer = Conversation.ask(program, Requests.evaluate("test"), "evaluation", answerLimit);
            return PointReader.evaluation(
                    answer, answer.fields(), trainer.descriptor().metrics(), "evaluation of the test split");
        } catch (WrongMessageException e) {
            throw program.failure("the program " + e.getMessage());
        } finally {
            trainer.slots().release(program.slot());
        }
    }

    /** A program that cannot save its model trains on: its trial does not suffer. */
    @Override
    public void checkpointTo(Path file) throws TrainingException {
        if (!trainer.descriptor().can(Capability.CHECKPOINT)) {
            throw new UnsupportedOperationException(
                    "the program '" + trainer.descriptor().name() + "' makes no checkpoints");
        }
        requireAlive();
        trainer.acquire(program.slot());
        try {
            Conversation.askRefusable(program, Requests.checkpoint(file.toAbsolutePath()), "saved", answerLimit);
        } catch (RefusedException e) {
            throw new TrainingException(request.plan().id() + ": its model cannot be saved: " + e.getMessage(), e);
        } finally {
            trainer.slots().release(program.slot());
        }
        if (!Files.isRegularFile(file)) {
            throw program.failure("the program answered 'saved', but there is no file " + file);
        }
    }

    @Override
    public byte[] checkpoint() throws TrainingException {
        return ModelFile.bytes(this::checkpointTo);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            trainer.giveBack(program);
        }
    }
}
