package org.gradus.trainers.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.process.ConformanceReport.Line;
import org.gradus.trainers.process.ConformanceReport.Verdict;

/**
 * Tests whether a program keeps to the trainer protocol, {@code docs/protocol.md}: it is started and asked to do all that it says
 * it can. A rule that it breaks is reported with what was expected, the line that came, and the section of the protocol.
 *
 * <pre>{@code
 * ConformanceReport report = Conformance.of(List.of("python3", "train.py")).run();
 * System.out.println(report);
 * }</pre>
 *
 * <p>It trains a few epochs, about twenty times. Immutable; every method that sets something returns a copy.
 */
public final class Conformance {
    private final List<String> command;
    private final Configuration configuration;
    private final Duration limit;
    private final Consumer<Line> listener;

    private Conformance(List<String> command, Configuration configuration, Duration limit, Consumer<Line> listener) {
        this.command = List.copyOf(command);
        this.configuration = configuration;
        this.limit = limit;
        this.listener = listener;
    }

    /**
     * A test of a program, at the learning rate 0.01, that lets it take 10 minutes for any answer.
     *
     * @param command the program and its arguments
     */
    public static Conformance of(List<String> command) {
        return new Conformance(command, Configuration.of(new LearningRate(0.01)), Duration.ofMinutes(10), line -> {});
    }

    /** The hyperparameters that are trained with; they should train well. */
    public Conformance configuration(Configuration value) {
        return new Conformance(command, value, limit, listener);
    }

    /** How long the program may take for an answer, or an epoch; positive. */
    public Conformance limit(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("the limit of an answer must be positive, but was " + value);
        }
        return new Conformance(command, configuration, value, listener);
    }

    /** Receives every line as soon as it is known. */
    public Conformance listener(Consumer<Line> value) {
        return new Conformance(command, configuration, limit, value);
    }

    /**
     * Tests the program.
     *
     * @throws IllegalArgumentException if there is no such program, or it may not be executed
     * @throws InterruptedException if the thread is interrupted; the program is ended
     */
    public ConformanceReport run() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        Consumer<Line> record = line -> {
            lines.add(line);
            listener.accept(line);
        };
        String rule = "the program starts and says what it is";
        try (ProcessTrainer trainer =
                ProcessTrainer.builder(command).answerLimit(limit).start()) {
            record.accept(new Line(rule, Verdict.OK, "hello", ""));
            ConformanceTrainings trainings = new ConformanceTrainings(trainer, command, configuration, limit);
            new ConformanceRules(trainings, record).tryAll();
        } catch (TrainingException e) {
            record.accept(new Line(rule, Verdict.FAILED, "hello", String.valueOf(e.getMessage())));
        }
        return new ConformanceReport(String.join(" ", command), lines);
    }
}
