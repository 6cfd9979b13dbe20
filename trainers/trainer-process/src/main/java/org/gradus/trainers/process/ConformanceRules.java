package org.gradus.trainers.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.trainers.process.ConformanceReport.Line;
import org.gradus.trainers.process.ConformanceReport.Verdict;

/** The rules of the protocol, tried one after the other. For one thread. */
final class ConformanceRules {
    private static final double ABSURD = 1e30;

    private final ProcessTrainer trainer;
    private final List<String> command;
    private final Configuration configuration;
    private final Duration limit;
    private final Consumer<Line> lines;
    private final ConformanceTrainings trainings;

    /** What the first training gave. */
    private List<CurvePoint> curve = List.of();

    /** Tries a rule; what it returns is why the rule is broken. */
    @FunctionalInterface
    private interface Rule {
        Optional<String> broken() throws TrainingException, InterruptedException;
    }

    ConformanceRules(
            ProcessTrainer trainer,
            List<String> command,
            Configuration configuration,
            Duration limit,
            Consumer<Line> lines) {
        this.trainer = trainer;
        this.command = command;
        this.configuration = configuration;
        this.limit = limit;
        this.lines = lines;
        this.trainings = new ConformanceTrainings(trainer, configuration, limit);
    }

    void tryAll() throws InterruptedException {
        if (!rule("it trains to the end, with the points and rates that are asked for", "advance", this::trains)) {
            skip("all other rules", "advance", "they need a program that trains");
            return;
        }
        rule("training in pieces gives the same curve", "advance", this::pieces);
        rule(
                "equal requests give equal curves",
                "open",
                () -> equalTo(trainings.train(trainer, trainings.request(ConformanceTrainings.seeds(0)))));
        rule("another process gives an equal curve", "open", this::otherProcess);
        rule("another data seed leaves the untrained model as it is", "open", this::dataSeed);
        rule("it follows a schedule", "Rates", this::schedule);
        rule("it stops when it is cancelled", "advance", this::cancelled);
        tryIf(Capability.HOLD, "a trial goes on after another one was trained", "hello", this::held);
        tryIf(Capability.CHECKPOINT, "a saved model goes on with the same curve", "checkpoint and resume", this::saved);
        tryIf(Capability.SWEEP, "a sweep has a point at every step", "advance", this::sweep);
        tryIf(Capability.TEST, "reading the test split changes nothing", "evaluate", this::test);
        rule("a rate of 1e30 diverges, or is survived", "advance", this::diverges);
        rule("it exits at the end of its input", "Beginning and end", this::endOfInput);
        rule("it exits at the end of its input in the middle of an advance", "Beginning and end", this::endInTraining);
    }

    private void tryIf(Capability capability, String rule, String section, Rule tried) throws InterruptedException {
        if (trainer.descriptor().can(capability)) {
            rule(rule, section, tried);
        } else {
            skip(
                    rule,
                    section,
                    "it does not have the capability '" + capability.name().toLowerCase(Locale.ROOT) + "'");
        }
    }

    private boolean rule(String rule, String section, Rule tried) throws InterruptedException {
        Optional<String> broken;
        try {
            broken = tried.broken();
        } catch (TrainingException | RuntimeException e) {
            broken = Optional.of(String.valueOf(e.getMessage()));
        }
        Verdict verdict = broken.isEmpty() ? Verdict.OK : Verdict.FAILED;
        lines.accept(new Line(rule, verdict, section, broken.orElse("")));
        return broken.isEmpty();
    }

    private void skip(String rule, String section, String reason) {
        lines.accept(new Line(rule, Verdict.SKIPPED, section, reason));
    }

    private Optional<String> trains() throws TrainingException, InterruptedException {
        curve = trainings.train(trainer, trainings.request(ConformanceTrainings.seeds(0)));
        return Optional.empty();
    }

    private Optional<String> equalTo(List<CurvePoint> other) {
        return ConformanceTrainings.difference(curve, other);
    }

    private Optional<String> pieces() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request(ConformanceTrainings.seeds(0));
        long half = request.totalSteps() / 2;
        return equalTo(half > 1 ? trainings.train(trainer, request, 1, half) : trainings.train(trainer, request, 1));
    }

    private Optional<String> otherProcess() throws TrainingException, InterruptedException {
        try (ProcessTrainer other =
                ProcessTrainer.builder(command).answerLimit(limit).start()) {
            return equalTo(trainings.train(other, trainings.request(ConformanceTrainings.seeds(0))));
        }
    }

    private Optional<String> dataSeed() throws TrainingException, InterruptedException {
        CurvePoint first = curve.get(0);
        if (first.step() != 0) {
            return Optional.empty();
        }
        Seeds other = new Seeds(
                ConformanceTrainings.seeds(0).init(),
                ConformanceTrainings.seeds(1).data());
        CurvePoint untrained =
                trainings.train(trainer, trainings.request(other)).get(0);
        return first.validation().equals(untrained.validation())
                ? Optional.empty()
                : Optional.of("expected " + first.validation() + " at step 0\nbut came " + untrained.validation());
    }

    private Optional<String> schedule() throws TrainingException, InterruptedException {
        LearningRate peak = configuration.findLearningRate().orElse(new LearningRate(1));
        trainings.train(
                trainer,
                trainings.request(
                        configuration,
                        new Schedules.WarmUp(0.2, new Schedules.Cosine(peak, 0.1)),
                        ConformanceTrainings.seeds(0)));
        return Optional.empty();
    }

    private Optional<String> cancelled() throws TrainingException, InterruptedException {
        CancellationToken cancel = CancellationToken.create();
        TrainingRequest request = trainings.request(ConformanceTrainings.seeds(0));
        Thread canceller = new Thread(() -> cancel.cancel("to see whether it stops"));
        try (TrainingSession session = trainer.open(request)) {
            canceller.start();
            session.advanceTo(request.totalSteps(), cancel);
            return ((ProcessSession) session).isAlive()
                    ? Optional.empty()
                    : Optional.of("expected 'cancelled' or 'reached' within 2 s, but none came");
        }
    }

    private Optional<String> held() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request(ConformanceTrainings.seeds(0));
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(trainings.reached(session, 1));
            trainings.train(trainer, trainings.request(ConformanceTrainings.seeds(1)));
            points.addAll(trainings.finish(session, request));
            return equalTo(points);
        }
    }

    private Optional<String> saved() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request(ConformanceTrainings.seeds(0));
        List<CurvePoint> points = new ArrayList<>();
        byte[] model;
        try (TrainingSession session = trainer.open(request)) {
            points.addAll(trainings.reached(session, request.stepsPerEpoch()));
            model = session.checkpoint();
            Optional<String> after = ConformanceTrainings.difference(
                    curve.stream()
                            .filter(point -> point.step() > request.stepsPerEpoch())
                            .toList(),
                    trainings.finish(session, request));
            if (after.isPresent()) {
                return after.map(words -> "the model was changed when it was saved: " + words);
            }
        }
        try (ProcessTrainer other =
                        ProcessTrainer.builder(command).answerLimit(limit).start();
                TrainingSession session = other.resume(request, model)) {
            if (session.step() != request.stepsPerEpoch()) {
                return Optional.of("expected to stand at step " + request.stepsPerEpoch() + ", where it was saved, but"
                        + " 'opened' says " + session.step());
            }
            points.addAll(trainings.finish(session, request));
        }
        return equalTo(points);
    }

    private Optional<String> sweep() throws TrainingException, InterruptedException {
        trainings.train(trainer, trainings.sweep());
        return Optional.empty();
    }

    private Optional<String> test() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request(ConformanceTrainings.seeds(0));
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(trainings.reached(session, 1));
            Evaluation once = session.test();
            if (!session.test().equals(once)) {
                return Optional.of("expected " + once + " a second time");
            }
            points.addAll(trainings.finish(session, request));
            return equalTo(points);
        }
    }

    /** A program without a rate, or with a very robust one, may survive. */
    private Optional<String> diverges() throws TrainingException, InterruptedException {
        if (!configuration.has(SearchSpace.LEARNING_RATE)) {
            return Optional.empty();
        }
        Configuration absurd =
                configuration.toBuilder().set(SearchSpace.LEARNING_RATE, ABSURD).build();
        TrainingRequest request =
                trainings.request(absurd, ConformanceTrainings.constant(absurd), ConformanceTrainings.seeds(0));
        try (TrainingSession session = trainer.open(request)) {
            Segment segment = session.advanceTo(request.totalSteps(), CancellationToken.create());
            return segment.end() != SegmentEnd.DIVERGED || ((ProcessSession) session).isAlive()
                    ? Optional.empty()
                    : Optional.of("expected 'diverged' after the point whose loss is not finite, but it trained on");
        }
    }

    private Optional<String> endOfInput() throws TrainingException {
        return exits(Optional.empty());
    }

    private Optional<String> endInTraining() throws TrainingException {
        return exits(Optional.of(trainings.request(ConformanceTrainings.seeds(0))));
    }

    private Optional<String> exits(Optional<TrainingRequest> request) throws TrainingException {
        ProgramSettings settings = ProgramSettings.of(command);
        Program program = Program.start(settings, Optional.empty());
        try {
            Conversation.ask(program, Requests.hello(), "hello", limit);
            if (request.isPresent()) {
                Conversation.ask(program, Requests.open(request.get()), "opened", limit);
                program.send(Requests.advance(request.get().totalSteps()));
            }
            program.closeInput();
            program.awaitExit(Program.GRACE.toNanos());
            return program.isAlive()
                    ? Optional.of(
                            "expected that the process exits within 2 s after the end of its input, but it runs on")
                    : Optional.empty();
        } finally {
            program.kill();
        }
    }
}
