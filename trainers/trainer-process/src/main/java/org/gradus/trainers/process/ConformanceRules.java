package org.gradus.trainers.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
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
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.trainers.process.ConformanceReport.Line;
import org.gradus.trainers.process.ConformanceReport.Verdict;

/** The rules of the protocol, tried one after the other. For one thread. */
final class ConformanceRules {
    private static final int EPOCHS = 2;
    private static final int MOST_STEPS = 5;
    private static final double ABSURD = 1e30;

    private final ProcessTrainer trainer;
    private final List<String> command;
    private final Configuration configuration;
    private final Duration limit;
    private final Consumer<Line> lines;
    private int trials;

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
    }

    void tryAll() throws InterruptedException {
        if (!rule("it trains to the end, with the points and rates that are asked for", "advance", this::trains)) {
            skip("all other rules", "advance", "they need a program that trains");
            return;
        }
        rule("training in pieces gives the same curve", "advance", this::pieces);
        rule("equal requests give equal curves", "open", () -> equalTo(train(trainer, request(seeds(0)))));
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
            skip(rule, section, "it does not have the capability '"
                    + capability.name().toLowerCase(Locale.ROOT) + "'");
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

    private static Seeds seeds(int replicate) {
        return Seeds.of(1, replicate);
    }

    private TrainingRequest request(Seeds seeds) {
        return request(configuration, constant(configuration), seeds);
    }

    private static LearningRateSchedule constant(Configuration configuration) {
        return new Schedules.Constant(configuration.findLearningRate().orElse(new LearningRate(1)));
    }

    private TrainingRequest request(Configuration chosen, LearningRateSchedule schedule, Seeds seeds) {
        trials++;
        TrialPlan plan = TrialPlan.search(new TrialId(trials), chosen, seeds, trainer.stepsPerEpoch(chosen));
        long every = Math.max(1, plan.stepsPerEpoch() / MOST_STEPS);
        return new TrainingRequest(
                plan, schedule, EPOCHS * plan.stepsPerEpoch(), (int) Math.min(Integer.MAX_VALUE, every));
    }

    private List<CurvePoint> train(ProcessTrainer used, TrainingRequest request, long... cuts)
            throws TrainingException, InterruptedException {
        try (TrainingSession session = used.open(request)) {
            return finish(session, request, cuts);
        }
    }

    private List<CurvePoint> finish(TrainingSession session, TrainingRequest request, long... cuts)
            throws TrainingException, InterruptedException {
        List<CurvePoint> points = new ArrayList<>();
        for (long cut : cuts) {
            points.addAll(reached(session, cut));
        }
        if (session.step() < request.totalSteps()) {
            points.addAll(reached(session, request.totalSteps()));
        }
        return points;
    }

    private List<CurvePoint> reached(TrainingSession session, long until)
            throws TrainingException, InterruptedException {
        CancellationToken late = CancellationToken.create();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = timer.schedule(
                    () -> late.cancel("it took longer than " + limit.toSeconds() + " s"),
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            Segment segment = session.advanceTo(until, late);
            if (segment.end() != SegmentEnd.REACHED) {
                throw new TrainingException("the training was to reach step " + until + ", but " + segment.reason()
                        + "\nMaybe another learning rate suits it better.");
            }
            return segment.points();
        } finally {
            timer.shutdownNow();
        }
    }

    private Optional<String> trains() throws TrainingException, InterruptedException {
        curve = train(trainer, request(seeds(0)));
        return Optional.empty();
    }

    private Optional<String> equalTo(List<CurvePoint> other) {
        return difference(curve, other);
    }

    private static Optional<String> difference(List<CurvePoint> expected, List<CurvePoint> came) {
        for (int i = 0; i < Math.min(expected.size(), came.size()); i++) {
            if (!expected.get(i).equals(came.get(i))) {
                return Optional.of("expected " + expected.get(i) + "\nbut came " + came.get(i)
                        + "\nMaybe something random does not come from the seeds.");
            }
        }
        return expected.size() == came.size()
                ? Optional.empty()
                : Optional.of("expected " + expected.size() + " points, but " + came.size() + " came");
    }

    private Optional<String> pieces() throws TrainingException, InterruptedException {
        TrainingRequest request = request(seeds(0));
        long half = request.totalSteps() / 2;
        return equalTo(half > 1 ? train(trainer, request, 1, half) : train(trainer, request, 1));
    }

    private Optional<String> otherProcess() throws TrainingException, InterruptedException {
        try (ProcessTrainer other =
                ProcessTrainer.builder(command).answerLimit(limit).start()) {
            return equalTo(train(other, request(seeds(0))));
        }
    }

    private Optional<String> dataSeed() throws TrainingException, InterruptedException {
        CurvePoint first = curve.get(0);
        if (first.step() != 0) {
            return Optional.empty();
        }
        Seeds other = new Seeds(seeds(0).init(), seeds(1).data());
        CurvePoint untrained = train(trainer, request(other)).get(0);
        return first.validation().equals(untrained.validation())
                ? Optional.empty()
                : Optional.of("expected " + first.validation() + " at step 0\nbut came " + untrained.validation());
    }

    private Optional<String> schedule() throws TrainingException, InterruptedException {
        LearningRate peak = configuration.findLearningRate().orElse(new LearningRate(1));
        train(trainer, request(configuration, new Schedules.WarmUp(0.2, new Schedules.Cosine(peak, 0.1)), seeds(0)));
        return Optional.empty();
    }

    private Optional<String> cancelled() throws TrainingException, InterruptedException {
        CancellationToken cancel = CancellationToken.create();
        TrainingRequest request = request(seeds(0));
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
        TrainingRequest request = request(seeds(0));
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(reached(session, 1));
            train(trainer, request(seeds(1)));
            points.addAll(finish(session, request));
            return equalTo(points);
        }
    }

    private Optional<String> saved() throws TrainingException, InterruptedException {
        TrainingRequest request = request(seeds(0));
        List<CurvePoint> points = new ArrayList<>();
        byte[] model;
        try (TrainingSession session = trainer.open(request)) {
            points.addAll(reached(session, request.stepsPerEpoch()));
            model = session.checkpoint();
            Optional<String> after = difference(
                    curve.stream().filter(point -> point.step() > request.stepsPerEpoch()).toList(),
                    finish(session, request));
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
            points.addAll(finish(session, request));
        }
        return equalTo(points);
    }

    private Optional<String> sweep() throws TrainingException, InterruptedException {
        trials++;
        double top = configuration.findLearningRate().map(LearningRate::value).orElse(1.0);
        Sweep sweep = new Sweep(top / 100, top, 6, 3);
        TrialPlan plan = TrialPlan.sweep(
                new TrialId(trials), configuration, sweep, seeds(0), trainer.stepsPerEpoch(configuration));
        train(trainer, new TrainingRequest(plan, sweep.schedule(), sweep.steps(), 1));
        return Optional.empty();
    }

    private Optional<String> test() throws TrainingException, InterruptedException {
        TrainingRequest request = request(seeds(0));
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(reached(session, 1));
            Evaluation once = session.test();
            if (!session.test().equals(once)) {
                return Optional.of("expected " + once + " a second time");
            }
            points.addAll(finish(session, request));
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
        TrainingRequest request = request(absurd, constant(absurd), seeds(0));
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
        return exits(Optional.of(request(seeds(0))));
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
                    ? Optional.of("expected that the process exits within 2 s after the end of its input, but it runs on")
                    : Optional.empty();
        } finally {
            program.kill();
        }
    }
}
