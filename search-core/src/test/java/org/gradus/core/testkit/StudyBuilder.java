package org.gradus.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/**
 * Builds a study from what its trials came to, by way of the events of a real one. Every method that adds a trial gives
 * it the next number. Figures are the objective's, as people read them, after epochs 1, 2, …; accuracies and losses get
 * each other as in {@link Curves}.
 *
 * <pre>{@code
 * StudyView view = StudyBuilder.rates(1e-5, 1, 3)
 *         .completed(0.01, 0.5, 0.7, 0.8)
 *         .held(0.001, 0.3)
 *         .diverged(0.9, 0.2)
 *         .view();
 * }</pre>
 */
public final class StudyBuilder {
    private final SearchSpace space;
    private final Objective objective;
    private final StudyBudget budget;
    private final List<TrialEvent> events = new ArrayList<>();
    private final StudyFold fold;
    private final long seed;
    private long stepsPerEpoch = 10;

    private StudyBuilder(SearchSpace space, Objective objective, StudyBudget budget, long seed) {
        this.space = space;
        this.objective = objective;
        this.budget = budget;
        this.seed = seed;
        this.fold = new StudyFold(space, objective, budget, seed);
    }

    /** A study of learning rates that maximizes validation accuracy and may try 100. */
    public static StudyBuilder rates(double min, double max, int epochs) {
        return of(
                SearchSpace.learningRate(min, max),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(100, epochs));
    }

    /** A study of seed 0. */
    public static StudyBuilder of(SearchSpace space, Objective objective, StudyBudget budget) {
        return of(space, objective, budget, 0);
    }

    public static StudyBuilder of(SearchSpace space, Objective objective, StudyBudget budget, long seed) {
        return new StudyBuilder(space, objective, budget, seed);
    }

    /** The optimizer updates of an epoch of the trials that follow; 10 unless set. */
    public StudyBuilder stepsPerEpoch(long steps) {
        stepsPerEpoch = steps;
        return this;
    }

    /** A trial trained to the last epoch. A single figure is that of the last epoch; else there is one for each epoch. */
    public StudyBuilder completed(double rate, double... figures) {
        return completed(at(rate), figures);
    }

    /** As {@link #completed(double, double...)}, for any configuration. */
    public StudyBuilder completed(Configuration configuration, double... figures) {
        TrialId id = search(configuration, budget.epochs());
        extend(id, curve(configuration, toAllEpochs(figures)));
        return complete(id);
    }

    /** A trial trained to the last epoch with this curve, which must reach it. */
    public StudyBuilder completed(Configuration configuration, List<CurvePoint> curve) {
        TrialId id = search(configuration, budget.epochs());
        extend(id, curve);
        return complete(id);
    }

    /** A trial held after one epoch for each figure. */
    public StudyBuilder held(double rate, double... figures) {
        TrialId id = search(at(rate), figures.length);
        extend(id, curve(at(rate), figures));
        return record(new TrialEvent.DecisionMade(Decision.hold(trial(id), "held by a test")));
    }

    /** A trial that stands at its milestone and waits for a decision. */
    public StudyBuilder waiting(double rate, double... figures) {
        TrialId id = search(at(rate), figures.length);
        return extend(id, curve(at(rate), figures));
    }

    /** A trial that was begun and has not reported. */
    public StudyBuilder running(double rate, int untilEpoch) {
        return running(at(rate), untilEpoch);
    }

    /** As {@link #running(double, int)}, for any configuration. */
    public StudyBuilder running(Configuration configuration, int untilEpoch) {
        search(configuration, untilEpoch);
        return this;
    }

    /** A trial ended by the policy after one epoch for each figure. */
    public StudyBuilder stopped(double rate, double... figures) {
        waiting(rate, figures);
        return end(new Outcome.Stopped(figures.length, "stopped by a test"));
    }

    /** A trial whose loss left the numbers in the epoch after those with figures. */
    public StudyBuilder diverged(double rate, double... figures) {
        return diverged(at(rate), figures);
    }

    /** As {@link #diverged(double, double...)}, for any configuration. */
    public StudyBuilder diverged(Configuration configuration, double... figures) {
        TrialId id = search(configuration, budget.epochs());
        List<CurvePoint> points = new ArrayList<>(curve(configuration, figures));
        long step = figures.length * stepsPerEpoch + 1;
        points.add(CurvePoint.ofBatch(step, rateOf(configuration), Double.NaN));
        extend(id, points);
        return end(new Outcome.Diverged(step, "the loss was not finite at step " + step));
    }

    /** A trial whose trainer threw before it reported anything. */
    public StudyBuilder failed(double rate, String reason) {
        return failed(at(rate), reason);
    }

    /** As {@link #failed(double, String)}, for any configuration. */
    public StudyBuilder failed(Configuration configuration, String reason) {
        search(configuration, budget.epochs());
        return end(new Outcome.Failed(reason, ""));
    }

    /** A finished range test with these batch losses, one a step. */
    public StudyBuilder sweep(double minRate, double maxRate, double... batchLosses) {
        Sweep sweep = new Sweep(minRate, maxRate, batchLosses.length);
        TrialId id = sweep(at(maxRate), sweep);
        List<CurvePoint> points = new ArrayList<>();
        for (int step = 1; step <= batchLosses.length; step++) {
            double rate = sweep.schedule().at(step, sweep.steps());
            points.add(CurvePoint.ofBatch(step, rate, batchLosses[step - 1]));
        }
        extend(id, points);
        return end(new Outcome.Completed(Optional.empty(), "the sweep reached its last rate"));
    }

    /** A range test of 60 steps whose trainer threw before it reported anything. */
    public StudyBuilder failedSweep(double minRate, double maxRate) {
        sweep(at(maxRate), new Sweep(minRate, maxRate, 60));
        return end(new Outcome.Failed("failed by a test", ""));
    }

    /** A finalist trained again to the last epoch, with its next fresh seed. */
    public StudyBuilder replicate(int finalist, double... figures) {
        Trial original = trial(new TrialId(finalist));
        int replicate = view().replicatesOf(original.id()).size() + 1;
        TrialId id =
                propose(TrialPlan.replicate(nextId(), original.plan(), replicate, seeds(replicate)), budget.epochs());
        extend(id, curve(original.configuration(), toAllEpochs(figures)));
        return complete(id);
    }

    /** The optimizer's default rate, trained to the last epoch. */
    public StudyBuilder baseline(double rate, double... figures) {
        TrialId id = propose(TrialPlan.baseline(nextId(), at(rate), seeds(0), stepsPerEpoch), budget.epochs());
        extend(id, curve(at(rate), toAllEpochs(figures)));
        return complete(id);
    }

    /** The test figures of a trial, in the order loss, accuracy. */
    public StudyBuilder test(int trial, double loss, double accuracy) {
        return record(new TrialEvent.TestRead(new TrialId(trial), Evaluation.of(loss, accuracy)));
    }

    /** No further trial will be proposed. */
    public StudyBuilder closed(String reason) {
        return record(new TrialEvent.SearchClosed(reason, false));
    }

    /** Anything else that may happen. */
    public StudyBuilder record(TrialEvent event) {
        fold.apply(event);
        events.add(event);
        return this;
    }

    /** The study as it stands. */
    public StudyView view() {
        return fold.view();
    }

    /** What happened, in order. */
    public List<TrialEvent> events() {
        return List.copyOf(events);
    }

    /** What would have been fixed before the first trial: three finalists, three replicates. */
    public StudyRecord study() {
        StudyRecord.Settings settings = StudyRecord.Settings.builder()
                .plan("test", "test", "chosen by a test")
                .seed(seed)
                .replicates(3)
                .build();
        return new StudyRecord(
                new StudyId("test"),
                space,
                objective,
                budget,
                settings,
                new Provenance("test", "test 1", Map.of("java", "17")));
    }

    private TrialId search(Configuration configuration, int untilEpoch) {
        return propose(TrialPlan.search(nextId(), configuration, seeds(0), stepsPerEpoch), untilEpoch);
    }

    private TrialId sweep(Configuration configuration, Sweep sweep) {
        return propose(TrialPlan.sweep(nextId(), configuration, sweep, seeds(0), stepsPerEpoch), 0);
    }

    private TrialId propose(TrialPlan plan, int untilEpoch) {
        record(new TrialEvent.TrialProposed(plan.proposedBy("test", "proposed by a test"), untilEpoch));
        return plan.id();
    }

    private TrialId nextId() {
        return new TrialId(view().trials().size() + 1);
    }

    private Seeds seeds(int replicate) {
        return Seeds.of(seed, replicate);
    }

    private StudyBuilder extend(TrialId id, List<CurvePoint> points) {
        return record(new TrialEvent.CurveExtended(id, points, "test", 0, Optional.empty()));
    }

    private StudyBuilder complete(TrialId id) {
        Score score = trial(id)
                .scoreAt(objective, budget.epochs())
                .orElseThrow(() -> new IllegalArgumentException(
                        id + " has no " + objective.figure() + " after epoch " + budget.epochs()));
        return end(new Outcome.Completed(Optional.of(score), "trained for all " + budget.epochs() + " epochs"));
    }

    private StudyBuilder end(Outcome outcome) {
        return record(new TrialEvent.TrialEnded(new TrialId(view().trials().size()), outcome));
    }

    private Trial trial(TrialId id) {
        return view().trial(id);
    }

    private List<CurvePoint> curve(Configuration configuration, double[] figures) {
        double rate = rateOf(configuration);
        return objective.metric().equals("loss")
                ? Curves.losses(rate, stepsPerEpoch, figures)
                : Curves.accuracies(rate, stepsPerEpoch, figures);
    }

    private double[] toAllEpochs(double[] figures) {
        if (figures.length == budget.epochs()) {
            return figures;
        }
        if (figures.length != 1) {
            throw new IllegalArgumentException(
                    "a full training has 1 or " + budget.epochs() + " figures, but " + figures.length + " were given");
        }
        double start = objective.metric().equals("loss") ? Curves.UNTRAINED_LOSS : Curves.CHANCE;
        double[] all = new double[budget.epochs()];
        for (int epoch = 1; epoch <= all.length; epoch++) {
            all[epoch - 1] = epoch == all.length ? figures[0] : start + (figures[0] - start) * epoch / all.length;
        }
        return all;
    }

    private static Configuration at(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    private static double rateOf(Configuration configuration) {
        return configuration.findLearningRate().map(LearningRate::value).orElse(1.0);
    }
}
