package org.gradus.trainers.process;

import java.util.Locale;
import java.util.function.Consumer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.Capability;
import org.gradus.trainers.process.ConformanceReport.Line;
import org.gradus.trainers.process.ConformanceReport.Verdict;

/** The rules of the protocol, tried one after the other. For one thread. */
final class ConformanceRules {
    private final ProcessTrainer trainer;
    private final Consumer<Line> lines;
    private final CurveRules curves;
    private final RateRules rates;
    private final ProcessRules processes;

    /** Tries a rule. An exception breaks it. */
    @FunctionalInterface
    private interface Rule {
        Finding tried() throws TrainingException, InterruptedException;
    }

    ConformanceRules(ConformanceTrainings trainings, Consumer<Line> lines) {
        this.trainer = trainings.trainer();
        this.lines = lines;
        this.curves = new CurveRules(trainings);
        this.rates = new RateRules(trainings);
        this.processes = new ProcessRules(trainings);
    }

    void tryAll() throws InterruptedException {
        if (!rule("it trains to the end, with the points and rates that are asked for", "advance", curves::trains)) {
            skip("all other rules", "advance", "they need a program that trains");
            return;
        }
        if (!rule("it closes a trial", "Beginning and end", processes::closes) && trainer.reuses()) {
            skip("all other rules", "Beginning and end", "they would wait for 'closed' after each training");
            return;
        }
        curves();
        rates();
        capabilities();
        rule("it stops when it is cancelled", "advance", processes::cancelled);
        rule("it ignores SIGINT", "Beginning and end", processes::interrupted);
        rule("it exits at the end of its input", "Beginning and end", processes::endOfInput);
        rule(
                "it exits at the end of its input in the middle of an advance",
                "Beginning and end",
                processes::endInTraining);
    }

    private void curves() throws InterruptedException {
        rule("training in pieces gives the same curve", "advance", curves::pieces);
        rule("equal requests give equal curves", "open", curves::again);
        rule("another process gives an equal curve", "open", curves::otherProcess);
        rule("another init seed gives another model", "open", curves::initSeed);
        rule("another data seed leaves the untrained model as it is", "open", curves::dataSeed);
        rule("the loss of a step is that before its update", "advance", curves::lossBeforeUpdate);
    }

    private void rates() throws InterruptedException {
        rule("it follows every kind of schedule", "Rates", rates::schedules);
        rule("it trains without a learning rate in the configuration", "Rates", rates::factors);
        rule("a rate of 1e30 diverges, or is survived", "advance", rates::diverges);
    }

    private void capabilities() throws InterruptedException {
        tryIf(Capability.HOLD, "a trial goes on after another one was trained", "hello", curves::held);
        tryIf(
                Capability.CHECKPOINT,
                "a saved model goes on with the same curve",
                "checkpoint and resume",
                curves::saved);
        tryIf(Capability.SWEEP, "a sweep has a point at every step", "advance", rates::sweep);
        tryIf(Capability.TEST, "reading the test split changes nothing", "evaluate", curves::test);
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

    /** Whether the rule is not broken. */
    private boolean rule(String rule, String section, Rule tried) throws InterruptedException {
        Finding found;
        try {
            found = tried.tried();
        } catch (TrainingException | RuntimeException e) {
            found = Finding.broken(String.valueOf(e.getMessage()));
        }
        lines.accept(new Line(rule, found.verdict(), section, found.reason()));
        return found.verdict() != Verdict.FAILED;
    }

    private void skip(String rule, String section, String reason) {
        lines.accept(new Line(rule, Verdict.SKIPPED, section, reason));
    }
}
