package org.gradus.trainers.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.process.Message.WrongMessageException;
import org.jspecify.annotations.Nullable;

/** The processes of a trainer: those that train, and those that wait for the next training. Thread-safe. */
final class ProgramPool implements AutoCloseable {
    /** How long a program may take to answer {@code close}. */
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    /** A process without a trial, from the end of one to the beginning of the next: no two are equal. */
    private static final class Idle {
        private final Program program;

        /** Whether it has still to answer {@code close}. */
        private final boolean closing;

        Idle(Program program, boolean closing) {
            this.program = program;
            this.closing = closing;
        }

        Program program() {
            return program;
        }

        boolean closing() {
            return closing;
        }
    }

    private final ProgramSettings settings;
    private final List<Idle> idle = new ArrayList<>();
    private final List<Program> busy = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private @Nullable ProgramDescription description;
    private boolean closed;

    ProgramPool(ProgramSettings settings) {
        this.settings = settings;
        ThreadFactory daemons = runnable -> {
            Thread thread = new Thread(runnable, "gradus-process-timer");
            thread.setDaemon(true);
            return thread;
        };
        this.timer = Executors.newScheduledThreadPool(4, daemons);
    }

    /** Starts the first process, which says what the program is. */
    ProgramDescription begin() throws TrainingException {
        Program first = startBusy(settings.slots().stream().findFirst());
        ProgramDescription said = greet(first);
        synchronized (this) {
            description = said;
        }
        giveBack(first, false, said.reuse());
        return said;
    }

    private ProgramDescription greet(Program program) throws TrainingException {
        try {
            Message hello = Conversation.ask(program, Requests.hello(), "hello", settings.startLimit());
            return ProgramDescription.of(hello);
        } catch (WrongMessageException e) {
            throw program.failure("the program " + e.getMessage());
        } finally {
            if (!program.isAlive()) {
                forget(program);
            }
        }
    }

    /** A process of a slot, ready for a trial: an idle one, or a new one. */
    Program take(Optional<String> slot) throws TrainingException {
        for (Idle next = takeIdle(slot); next != null; next = takeIdle(slot)) {
            if (next.program().isAlive() && (!next.closing() || isClosed(next.program()))) {
                return next.program();
            }
            next.program().kill();
            forget(next.program());
        }
        return startAndCompare(slot);
    }

    private synchronized @Nullable Idle takeIdle(Optional<String> slot) {
        Idle best = null;
        for (Idle candidate : idle) {
            if (candidate.program().slot().equals(slot) && (best == null || best.closing())) {
                best = candidate;
            }
        }
        if (best != null) {
            idle.remove(best);
            busy.add(best.program());
        }
        return best;
    }

    /** Whether the program says that its trial is closed. */
    private static boolean isClosed(Program program) {
        try {
            Message answer = program.next(CLOSE_LIMIT.toNanos(), "before it answered 'close'");
            return answer != null && answer.type().equals("closed");
        } catch (TrainingException e) {
            return false; // It has trained its trial; another process takes the next one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Program startAndCompare(Optional<String> slot) throws TrainingException {
        Program program = startBusy(slot);
        try {
            ProgramDescription said = greet(program);
            ProgramDescription first;
            synchronized (this) {
                first = description;
            }
            if (first != null
                    && !(said.fingerprint().equals(first.fingerprint())
                            && said.metrics().equals(first.metrics())
                            && said.capabilities().equals(first.capabilities()))) {
                throw program.failure(
                        "the program is another one than when the search began: its fingerprint, metrics or"
                                + " capabilities have changed\nMaybe its files were edited meanwhile.");
            }
            return program;
        } catch (TrainingException | RuntimeException | Error e) {
            program.kill();
            forget(program);
            throw e;
        }
    }

    private Program startBusy(Optional<String> slot) throws TrainingException {
        requireOpen();
        Program program = Program.start(settings, slot);
        synchronized (this) {
            if (!closed) {
                busy.add(program);
                return program;
            }
        }
        program.kill();
        throw closedWords();
    }

    private synchronized void requireOpen() throws TrainingException {
        if (closed) {
            throw closedWords();
        }
    }

    private static TrainingException closedWords() {
        return new TrainingException("the trainer is closed, so it starts no more programs");
    }

    /** Takes a process back that no trial uses. One that has trained a trial was not yet asked to close it. */
    void giveBack(Program program, boolean trained, boolean reuse) {
        if (trained) {
            program.send(Requests.close());
        }
        if (trained && !reuse) {
            later(() -> end(program), 0);
            return;
        }
        Idle waiting = new Idle(program, trained);
        synchronized (this) {
            if (closed) {
                return;
            }
            busy.remove(program);
            idle.add(waiting);
        }
        later(() -> endIdle(waiting), settings.idleLimit().toMillis());
    }

    /** Takes a process back, whether it runs or not. */
    void giveBackOrForget(Program program, boolean trained, boolean reuse) {
        if (program.isAlive()) {
            giveBack(program, trained, reuse);
        } else {
            program.kill();
            forget(program);
        }
    }

    private void end(Program program) {
        program.end();
        forget(program);
    }

    /** Forgets a process that was ended. */
    synchronized void forget(Program program) {
        busy.remove(program);
    }

    private void endIdle(Idle waiting) {
        if (removeIdle(waiting)) {
            waiting.program().end();
        }
    }

    private synchronized boolean removeIdle(Idle waiting) {
        return idle.remove(waiting);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It has no result, and what it runs does not throw.
    private void later(Runnable what, long millis) {
        try {
            timer.schedule(what, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            what.run();
        }
    }

    /** Ends all processes, those that train too. */
    @Override
    public void close() {
        List<Program> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            idle.forEach(each -> all.add(each.program()));
            idle.clear();
            all.addAll(busy);
            busy.clear();
        }
        timer.shutdownNow();
        all.forEach(Program::closeInput);
        long start = System.nanoTime();
        all.forEach(program -> program.awaitExit(Program.GRACE.toNanos() - (System.nanoTime() - start)));
        all.forEach(Program::kill);
    }
}
