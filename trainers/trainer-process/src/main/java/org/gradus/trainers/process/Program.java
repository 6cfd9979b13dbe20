package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.process.Message.WrongMessageException;
import org.jspecify.annotations.Nullable;

/** A process that was started. Requests are sent and answers read by one thread at a time; it may be ended by any. */
final class Program {
    /** How long a program may take to obey: to stop after {@code cancel}, to exit at the end of its input. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** How long the last words of a process that has exited may be on their way. */
    private static final long LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Process process;
    private final ProcessTree tree;
    private final Optional<String> slot;
    private final LineQueue lines = new LineQueue();
    private final ProgramInput input;
    private final ProgramLog log;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean gone = new AtomicBoolean();
    private String subject;
    private long goneSince;

    private Program(Process process, String mark, Optional<String> slot, ProgramSettings settings) {
        this.process = process;
        this.tree = new ProcessTree(process, mark);
        this.slot = slot;
        this.input = new ProgramInput(process.getOutputStream());
        this.log = new ProgramLog(settings.logs());
        this.subject = "'" + settings.words() + "'";
    }

    /**
     * Starts a program.
     *
     * @throws IllegalArgumentException if there is no such program
     * @throws TrainingException if the system does not start it
     */
    static Program start(ProgramSettings settings, Optional<String> slot) throws TrainingException {
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> environment = builder.environment();
        environment.putAll(settings.environment());
        environment.put("GRADUS_PROTOCOL", "1");
        environment.put(ProcessTree.MARK, mark);
        environment.remove("GRADUS_SLOT");
        slot.ifPresent(name -> environment.put("GRADUS_SLOT", name));
        String path = environment.getOrDefault("PATH", "");
        ProgramFile.requireExecutable(settings, path);
        builder.command(ProgramFile.inOwnSession(settings.command(), path));
        builder.directory(settings.directory().toFile());
        Program program;
        try {
            program = new Program(builder.start(), mark, slot, settings);
        } catch (IOException e) {
            throw new TrainingException("'" + settings.words() + "' cannot be started: " + e.getMessage(), e);
        }
        LivePrograms.add(program);
        program.run("out", new LineReader(program.process.getInputStream(), program.lines)::run);
        program.run("err", () -> program.log.read(program.process.getErrorStream()));
        program.run("in", program.input::run);
        return program;
    }

    private void run(String stream, Runnable what) {
        Thread thread = new Thread(what, "gradus-process-" + process.pid() + "-" + stream);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    Optional<String> slot() {
        return slot;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && !gone.get();
    }

    /** From here on messages and the log are about a trial. */
    void begin(TrialId trial) {
        subject = trial.toString();
        log.begin(trial);
    }

    void send(ObjectNode request) {
        input.send(request.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next message.
     *
     * @return null if none came in time
     * @throws TrainingException if none comes any more or what came is no message; the process was then ended
     */
    @Nullable
    Message next(long nanos, String during) throws TrainingException, InterruptedException {
        long start = System.nanoTime();
        for (long left = nanos; ; left = nanos - (System.nanoTime() - start)) {
            byte[] line = lines.poll(Math.min(left, SLICE_NANOS));
            if (line != null) {
                return parse(line);
            }
            String end = lines.ended();
            if (end != null) {
                throw failure(endWords(end, during));
            }
            noteExit();
            if (left <= 0) {
                return null;
            }
        }
    }

    private Message parse(byte[] line) throws TrainingException {
        try {
            return Message.parse(line);
        } catch (WrongMessageException e) {
            throw failure("the program " + e.getMessage());
        }
    }

    /** A process that has exited writes nothing more, even if one that it started holds its output open. */
    private void noteExit() {
        if (process.isAlive() && !input.isBroken()) {
            return;
        }
        if (goneSince == 0) {
            goneSince = System.nanoTime();
        } else if (System.nanoTime() - goneSince > LAST_WORDS_NANOS) {
            lines.end("");
        }
    }

    private String endWords(String end, String during) {
        awaitExit(LAST_WORDS_NANOS);
        String what = end.isEmpty() ? "" : end + (process.isAlive() ? "" : " and ");
        if (process.isAlive()) {
            String closed = input.isBroken() ? "closed its standard input " : "closed its standard output ";
            return "the program " + (end.isEmpty() ? closed + during : what);
        }
        int code = process.exitValue();
        String signal = code > 128 && code < 160 ? ", which means signal " + (code - 128) : "";
        String killed = code == 137 ? "\nMaybe the system ended it because memory was used up." : "";
        join("err");
        String said = log.lastLine();
        return "the program " + what + "ended with exit code " + code + signal + " " + during
                + (said.isEmpty() ? "" : ": " + said) + killed;
    }

    /** Ends the process, and says why in an exception that has its last lines. */
    TrainingException failure(String what) {
        LivePrograms.awaitEndOfJvm();
        awaitExit(0);
        if (!process.isAlive()) {
            join("err");
        }
        String said = log.lastLines();
        kill();
        String kept = log.path().map(path -> " (log: " + path + ")").orElse("");
        String first = what.lines().findFirst().orElse("");
        return new TrainingException(subject + ": " + first + kept + what.substring(first.length())
                + (said.isEmpty() ? "" : "\nIts last lines:\n  " + said));
    }

    private void join(String stream) {
        try {
            for (Thread thread : threads) {
                if (thread.getName().endsWith(stream)) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, LAST_WORDS_NANOS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the program that no more requests come. */
    void closeInput() {
        input.close();
    }

    /** Waits until the process has exited, or the time is over. */
    void awaitExit(long nanos) {
        try {
            process.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the input, waits, and then kills. */
    void end() {
        closeInput();
        awaitExit(GRACE.toNanos());
        kill();
    }

    /** Kills the process and all that it started; returns when they are gone. */
    void kill() {
        gone.set(true);
        tree.kill();
        lines.end("");
        closeInput();
        LivePrograms.remove(this);
    }
}
