package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.process.Message.WrongMessageException;
import org.jspecify.annotations.Nullable;

/** Rules about processes, which are spoken to message by message: how they stop and end. For one thread. */
final class ProcessRules {
    /** A program that ends a training before it can see 'cancel' is given a longer one. */
    private static final List<Integer> EPOCHS = List.of(2, 200, 20_000);

    /** How long a signal may take to end a process. */
    private static final long SIGNAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ConformanceTrainings trainings;
    private final Duration limit;

    ProcessRules(ConformanceTrainings trainings) {
        this.trainings = trainings;
        this.limit = trainings.limit();
    }

    private Program start() throws TrainingException {
        Program program = Program.start(ProgramSettings.of(trainings.command()), Optional.empty());
        try {
            Conversation.ask(program, Requests.hello(), "hello", limit);
            return program;
        } catch (TrainingException | RuntimeException | Error e) {
            program.kill();
            throw e;
        }
    }

    private void open(Program program, TrainingRequest request) throws TrainingException {
        Conversation.ask(program, Requests.open(request), "opened", limit);
    }

    Finding closes() throws TrainingException {
        Program program = start();
        try {
            open(program, trainings.request());
            close(program);
            if (trainings.trainer().reuses()) {
                open(program, trainings.request());
                close(program);
            }
            return Finding.kept();
        } finally {
            program.kill();
        }
    }

    private static void close(Program program) throws TrainingException {
        Conversation.ask(program, Requests.close(), "closed", ProgramPool.CLOSE_LIMIT);
    }

    Finding cancelled() throws TrainingException, InterruptedException {
        Finding found = Finding.kept();
        for (int epochs : EPOCHS) {
            found = cancelled(epochs);
            if (found.verdict() != ConformanceReport.Verdict.SKIPPED) {
                return found;
            }
        }
        return found;
    }

    private Finding cancelled(int epochs) throws TrainingException, InterruptedException {
        Configuration configuration = trainings.configuration();
        TrainingRequest request = trainings.request(
                configuration, ConformanceTrainings.constant(configuration), ConformanceTrainings.seeds(0), epochs);
        Program program = start();
        try {
            open(program, request);
            program.send(Requests.advance(request.totalSteps()));
            Message first = program.next(limit.toNanos(), "before it wrote a point");
            program.send(Requests.cancel());
            if (first == null) {
                return Finding.broken("expected a point, but none came within " + limit.toSeconds() + " s");
            }
            Message end = first.type().equals("point") ? end(program) : first;
            if (end == null) {
                return Finding.broken("expected 'cancelled' or 'reached' within 2 s, but none came");
            }
            return cancelled(program, end, request);
        } catch (WrongMessageException e) {
            return Finding.broken("the program " + e.getMessage());
        } finally {
            program.kill();
        }
    }

    /** The message that ends a training; null if none comes in time. */
    private static @Nullable Message end(Program program) throws TrainingException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            long left = Program.GRACE.toNanos() - (System.nanoTime() - start);
            Message message = left > 0 ? program.next(left, "before it answered 'cancel'") : null;
            if (message == null || !message.type().equals("point")) {
                return message;
            }
        }
    }

    private static Finding cancelled(Program program, Message end, TrainingRequest request)
            throws TrainingException, WrongMessageException {
        switch (end.type()) {
            case "cancelled" -> {
                if (end.whole("step") > request.totalSteps()) {
                    throw end.wrong("was cancelled at a step above " + request.totalSteps());
                }
                close(program);
                return Finding.kept();
            }
            case "reached" -> {
                close(program);
                return Finding.skipped("the program had reached the end before it could see it");
            }
            case "diverged" -> {
                return Finding.skipped("the training diverged before the program could see it");
            }
            case "error" -> throw program.failure(Conversation.errorWords(end));
            default -> throw end.wrong("wrote what no training writes");
        }
    }

    Finding endOfInput() throws TrainingException {
        return exits(List.of());
    }

    Finding endInTraining() throws TrainingException {
        TrainingRequest request = trainings.request();
        return exits(List.of(Requests.open(request), Requests.advance(request.totalSteps())));
    }

    private Finding exits(List<ObjectNode> requests) throws TrainingException {
        Program program = start();
        try {
            if (!requests.isEmpty()) {
                Conversation.ask(program, requests.get(0), "opened", limit);
                program.send(requests.get(1));
            }
            program.closeInput();
            program.awaitExit(Program.GRACE.toNanos());
            return program.isAlive()
                    ? Finding.broken(
                            "expected that the process exits within 2 s after the end of its input, but it runs on")
                    : Finding.kept();
        } finally {
            program.kill();
        }
    }

    Finding interrupted() throws TrainingException, InterruptedException {
        Optional<Path> kill = ProgramFile.find("kill", System.getenv().getOrDefault("PATH", ""));
        if (kill.isEmpty()) {
            return Finding.skipped("there is no program 'kill' to send the signal with");
        }
        Program program = start();
        try {
            TrainingRequest request = trainings.request();
            open(program, request);
            if (!interrupt(kill.get(), program.pid())) {
                return Finding.skipped("'kill -INT' could not send the signal");
            }
            program.awaitExit(SIGNAL_NANOS);
            if (!program.isAlive()) {
                return Finding.broken("expected that the process ignores SIGINT, but it ended");
            }
            program.send(Requests.advance(1));
            Message message = program.next(limit.toNanos(), "after SIGINT, which a program ignores");
            while (message != null && message.type().equals("point")) {
                message = program.next(limit.toNanos(), "after SIGINT, which a program ignores");
            }
            if (message == null || !message.type().equals("reached")) {
                return Finding.broken("expected 'reached' after SIGINT, but "
                        + (message == null ? "nothing came" : message.shown() + " came"));
            }
            return InheritedSignals.ignoreInterrupt()
                    ? Finding.skipped("Gradus was itself started to ignore SIGINT, which the program inherits"
                            + "\nMaybe start it without nohup, and not in the background.")
                    : Finding.kept();
        } finally {
            program.kill();
        }
    }

    private static boolean interrupt(Path kill, long pid) throws InterruptedException {
        try {
            return new ProcessBuilder(kill.toString(), "-INT", Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
