package org.gradus.reports.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** Puts a study together trial by trial, with curves of {@link SimulatedTraining}. */
public final class DemoStudy {
    private static final int STEPS = 157;
    private static final double BEST_RATE = 3.4e-3;

    private final StudyRecord study;
    private final StudyFold fold;
    private final SimulatedTraining training;
    private final int epochs;
    private final long seed;

    /** How many times its own best rate a configuration trains with. */
    private ToDoubleFunction<Configuration> ratio;

    public DemoStudy(String name, SearchSpace space, Objective objective, int trials, int epochs) {
        this(name, space, objective, trials, epochs, 42);
    }

    /** A study with a seed of its own, so that its trainings share none with those of other studies. */
    public DemoStudy(String name, SearchSpace space, Objective objective, int trials, int epochs, long seed) {
        this.epochs = epochs;
        this.seed = seed;
        this.training = new SimulatedTraining(BEST_RATE, STEPS, 10);
        this.ratio = configuration -> configuration.learningRate().value() / BEST_RATE;
        Map<String, String> details = new TreeMap<>();
        details.put(
                "command", "java -jar examples/target/gradus.jar search --trials " + trials + " --epochs " + epochs);
        details.put("data", "fashion-mini: 5,000 training, 1,000 validation, 1,000 test images");
        details.put("gradus", "0.1.0");
        details.put("java", "OpenJDK 64-Bit Server VM 17.0.12");
        details.put("processors", "2");
        details.put("started", "2026-03-14T09:26:53Z");
        details.put("system", "Linux amd64");
        StudyRecord.Settings settings = StudyRecord.Settings.builder()
                .plan(
                        "bayesian",
                        "keep-best",
                        "one real parameter and few trials: a Gaussian process pays, and the best are kept")
                .seed(seed)
                .replicates(3)
                .baseline(Configuration.of(new LearningRate(2.5e-2)))
                .build();
        this.study = new StudyRecord(
                new StudyId(name),
                space,
                objective,
                StudyBudget.of(trials, epochs),
                settings,
                new Provenance("dl4j", "sha256:3f1c…", details));
        this.fold = new StudyFold(study);
    }

    public static DemoStudy ofRates(String name, double min, double max, int trials, int epochs) {
        return new DemoStudy(
                name, SearchSpace.learningRate(min, max), Objective.maximize("validationAccuracy"), trials, epochs);
    }

    /** Trainings whose best rate depends on the rest of their configuration. */
    public DemoStudy trainingWith(ToDoubleFunction<Configuration> timesItsBestRate) {
        this.ratio = timesItsBestRate;
        return this;
    }

    public DemoStudy search(double rate) {
        return search(Configuration.of(new LearningRate(rate)), epochs);
    }

    /** A trial of the search, stopped after this number of epochs unless these are all. */
    public DemoStudy search(Configuration configuration, int untilEpoch) {
        TrialId id = search(configuration, "the expected gain is highest here");
        List<CurvePoint> curve = train(id, untilEpoch, 0);
        if (curve.get(curve.size() - 1).isFinite() && untilEpoch < epochs) {
            fold.apply(new TrialEvent.DecisionMade(Decision.stop(
                    fold.view().trial(id), "rank 9 of 12 at epoch " + untilEpoch + ", the best 4 go on")));
            return end(
                    id, new Outcome.Stopped(untilEpoch, "rank 9 of 12 at epoch " + untilEpoch + ", the best 4 go on"));
        }
        return finish(id, curve);
    }

    public DemoStudy failed(double rate, String reason) {
        return failed(Configuration.of(new LearningRate(rate)), reason);
    }

    public DemoStudy failed(Configuration configuration, String reason) {
        TrialId id = search(configuration, "a random rate");
        return end(id, new Outcome.Failed(reason, "java.lang.OutOfMemoryError\n\tat a.B.c(B.java:1)"));
    }

    /** A trial that has come so far and still runs. */
    public DemoStudy running(double rate, int untilEpoch) {
        TrialId id = search(Configuration.of(new LearningRate(rate)), "a random rate");
        if (untilEpoch > 0) {
            train(id, untilEpoch, 0);
        }
        return this;
    }

    public DemoStudy baseline(double rate) {
        return baseline(Configuration.of(new LearningRate(rate)));
    }

    public DemoStudy baseline(Configuration configuration) {
        TrialId id = propose(
                TrialPlan.baseline(nextId(), configuration, Seeds.of(seed, 0), STEPS)
                        .proposedBy("engine", "the optimizer's default rate"),
                epochs);
        return finish(id, train(id, epochs, 0));
    }

    /** Trains the given trials again with n fresh seeds. */
    public DemoStudy replicates(int seeds, int... trials) {
        for (int replicate = 1; replicate <= seeds; replicate++) {
            for (int trial : trials) {
                Trial finalist = fold.view().trial(new TrialId(trial));
                TrialId id = propose(
                        TrialPlan.replicate(nextId(), finalist.plan(), replicate, Seeds.of(seed, replicate))
                                .proposedBy("engine", finalist.id() + " again with fresh seed " + replicate),
                        epochs);
                finish(id, train(id, epochs, replicate));
            }
        }
        return this;
    }

    /** A range test; the loss falls, rests and explodes. */
    public DemoStudy sweep(double min, double max, int steps, long seed) {
        Sweep sweep = new Sweep(min, max, steps);
        Configuration highest = Configuration.of(new LearningRate(max));
        TrialId id = propose(
                TrialPlan.sweep(nextId(), highest, sweep, Seeds.of(this.seed, 0), STEPS)
                        .proposedBy("range-test", "a look at the whole range"),
                0);
        java.util.Random random = new java.util.Random(seed);
        List<CurvePoint> points = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            double rate = sweep.schedule().at(step, steps);
            double fallen = 1.6 / (1 + Math.pow(1.5e-3 / rate, 1.6));
            double risen = Math.pow(rate / 0.25, 3);
            points.add(CurvePoint.ofBatch(step, rate, (2.3 - fallen + risen) * Math.exp(0.06 * random.nextGaussian())));
        }
        fold.apply(new TrialEvent.CurveExtended(id, points, "local", 2100, Optional.empty()));
        return end(id, new Outcome.Completed(Optional.empty(), "the sweep reached its last rate"));
    }

    /** Reads the test split for the replicates of the given trials. */
    public DemoStudy tested(int... trials) {
        for (int trial : trials) {
            for (Trial replicate : fold.view().replicatesOf(new TrialId(trial))) {
                Evaluation validation = replicate
                        .curve()
                        .lastValidated()
                        .orElseThrow()
                        .validation()
                        .orElseThrow();
                double accuracy = validation.accuracy().orElseThrow() - 0.007;
                fold.apply(new TrialEvent.TestRead(replicate.id(), Evaluation.of(validation.loss() + 0.02, accuracy)));
            }
        }
        return this;
    }

    public DemoStudy closed(String reason) {
        fold.apply(new TrialEvent.SearchClosed(reason, false));
        return this;
    }

    SearchSpace space() {
        return study.space();
    }

    public StudyResult result() {
        return new StudyResult(study, fold.view(), new GeneralizationRanking().rank(fold.view()), false);
    }

    public StudyResult interrupted() {
        return new StudyResult(study, fold.view(), new GeneralizationRanking().rank(fold.view()), true);
    }

    private TrialId search(Configuration configuration, String reason) {
        TrialPlan plan = TrialPlan.search(nextId(), configuration, Seeds.of(seed, 0), STEPS);
        return propose(plan.proposedBy("bayesian", reason), epochs);
    }

    private TrialId propose(TrialPlan plan, int untilEpoch) {
        fold.apply(new TrialEvent.TrialProposed(plan, untilEpoch));
        return plan.id();
    }

    private TrialId nextId() {
        return new TrialId(fold.view().trials().size() + 1);
    }

    private List<CurvePoint> train(TrialId id, int untilEpoch, int replicate) {
        Configuration configuration = fold.view().trial(id).configuration();
        List<CurvePoint> curve = training.curve(
                configuration.learningRate().value(),
                ratio.applyAsDouble(configuration),
                untilEpoch,
                configuration.hashCode() * 31L + replicate + 1000 * (seed - 42));
        String worker = "gradus-worker-" + (1 + id.number() % 2);
        long millis = curve.get(curve.size() - 1).step() * 1900 / STEPS;
        fold.apply(new TrialEvent.CurveExtended(id, curve, worker, millis, Optional.empty()));
        return curve;
    }

    private DemoStudy finish(TrialId id, List<CurvePoint> curve) {
        CurvePoint last = curve.get(curve.size() - 1);
        if (!last.isFinite()) {
            return end(
                    id,
                    new Outcome.Diverged(
                            last.step(), "the training loss is " + last.batchLoss() + " at step " + last.step()));
        }
        return end(
                id,
                new Outcome.Completed(
                        fold.view().trial(id).scoreAt(study.objective(), epochs),
                        "trained for all " + epochs + " epochs"));
    }

    private DemoStudy end(TrialId id, Outcome outcome) {
        fold.apply(new TrialEvent.TrialEnded(id, outcome));
        return this;
    }
}
