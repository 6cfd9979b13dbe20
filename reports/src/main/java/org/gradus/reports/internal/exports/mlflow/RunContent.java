package org.gradus.reports.internal.exports.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.TrialTimes;
import org.gradus.reports.internal.facts.FigureName;

/**
 * What a run shall have.
 *
 * @param status MLflow's: RUNNING, FINISHED, FAILED, or KILLED for a trial that was stopped early
 * @param begin when it began
 * @param end when it ended, if it has
 */
record RunContent(
        Map<String, String> params,
        Map<String, String> tags,
        List<Metric> metrics,
        String status,
        Instant begin,
        Optional<Instant> end) {
    static final String RUNNING = "RUNNING";
    private static final String FINISHED = "FINISHED";

    /** The tag that tells the runs of a study. */
    static final String STUDY = "gradus.study";

    /** The tag with the number of a trial. */
    static final String TRIAL = "gradus.trial";

    private static final int LONGEST_PARAM = 6000;
    private static final int LONGEST_TAG = 8000;

    /** A figure at a step: an epoch, or of a sweep an update, or of a study the number of its trials. */
    record Metric(String key, double value, Instant time, long step) {}

    RunContent {
        params = cleaned(params, LONGEST_PARAM);
        tags = cleaned(tags, LONGEST_TAG);
        metrics = List.copyOf(metrics);
    }

    /** MLflow allows letters, digits and {@code _-. :/} in names. */
    private static Map<String, String> cleaned(Map<String, String> texts, int longest) {
        Map<String, String> clean = new TreeMap<>();
        texts.forEach((key, value) ->
                clean.put(clean(key), value.length() > longest ? value.substring(0, longest - 1) + "…" : value));
        return clean;
    }

    private static String clean(String name) {
        return name.replaceAll("[^\\w\\-. :/]", "_");
    }

    static RunContent ofStudy(Snapshot snapshot, TrialTimes times) {
        StudyRecord study = snapshot.study();
        Map<String, String> params = new TreeMap<>();
        params.put("strategy", study.settings().strategy());
        params.put("policy", study.settings().policy());
        params.put("schedule", study.settings().schedule());
        params.put("objective", study.objective().toString());
        params.put("budget", study.budget().words());
        params.put("seed", Long.toString(study.settings().seed()));
        params.put("space", study.space().describe());
        params.put("trainer", study.provenance().trainer());
        Map<String, String> tags = new TreeMap<>();
        tags.put(STUDY, snapshot.identity());
        List<Metric> metrics = new ArrayList<>();
        Instant end = snapshot.view().trials().stream()
                .map(times::end)
                .max(Instant::compareTo)
                .orElseGet(() -> TrialTimes.started(snapshot));
        snapshot.result().ifPresent(result -> {
            tags.put("mlflow.note.content", result.toString());
            result.findBest().ifPresent(best -> addWinner(result, best, end, tags, metrics));
        });
        return new RunContent(
                params,
                tags,
                metrics,
                snapshot.ended() ? FINISHED : RUNNING,
                TrialTimes.started(snapshot),
                snapshot.ended() ? Optional.of(end) : Optional.empty());
    }

    private static void addWinner(
            StudyResult result, RankedTrial best, Instant end, Map<String, String> tags, List<Metric> metrics) {
        tags.put("gradus.winner", Integer.toString(best.trial().id().number()));
        long trials = result.view().trials().size();
        best.figure()
                .ifPresent(figure ->
                        metrics.add(new Metric(clean(result.view().objective().figure()), figure.mean(), end, trials)));
    }

    static RunContent ofTrial(Snapshot snapshot, Trial trial, TrialTimes times) {
        Map<String, String> params = new TreeMap<>();
        boolean sweep = trial.purpose() == TrialPurpose.SWEEP;
        trial.plan().sweep().ifPresent(climb -> {
            params.put("minRate", Double.toString(climb.minRate()));
            params.put("maxRate", Double.toString(climb.maxRate()));
        });
        if (!sweep) {
            trial.configuration().values().forEach((name, value) -> params.put(name, value.toString()));
        }
        Map<String, String> tags = new TreeMap<>();
        tags.put(STUDY, snapshot.identity());
        tags.put(TRIAL, Integer.toString(trial.id().number()));
        tags.put("gradus.purpose", trial.purpose().word());
        tags.put("gradus.why", trial.plan().reason());
        trial.plan().replicateOf().ifPresent(of -> tags.put("gradus.replicateOf", Integer.toString(of.number())));
        trial.outcome().ifPresent(outcome -> {
            tags.put("gradus.outcome", outcome.kind().word());
            tags.put("gradus.reason", outcome.reason());
        });
        List<Metric> metrics = sweep ? ofSweep(trial, times) : ofEpochs(trial, times);
        trial.test().ifPresent(test -> add(metrics, "test", test, times.end(trial), trial.epochsTrained()));
        return new RunContent(
                params,
                tags,
                metrics,
                status(trial),
                times.begin(trial),
                trial.ended() ? Optional.of(times.end(trial)) : Optional.empty());
    }

    private static String status(Trial trial) {
        return trial.outcome()
                .map(outcome -> switch (outcome.kind()) {
                    case COMPLETED -> FINISHED;
                    case STOPPED -> "KILLED";
                    case DIVERGED, FAILED -> "FAILED";
                })
                .orElse(RUNNING);
    }

    private static List<Metric> ofSweep(Trial trial, TrialTimes times) {
        List<Metric> metrics = new ArrayList<>();
        for (CurvePoint point : trial.curve().points()) {
            Instant time = times.at(trial, point.step());
            metrics.add(new Metric("sweepLoss", point.batchLoss(), time, point.step()));
            metrics.add(new Metric("sweepLearningRate", point.learningRate(), time, point.step()));
        }
        return metrics;
    }

    private static List<Metric> ofEpochs(Trial trial, TrialTimes times) {
        List<Metric> metrics = new ArrayList<>();
        for (CurvePoint point : trial.wholeEpochs()) {
            long epoch = point.step() / trial.stepsPerEpoch();
            Instant time = times.at(trial, point.step());
            point.train().ifPresent(train -> add(metrics, "train", train, time, epoch));
            point.validation().ifPresent(validation -> add(metrics, "validation", validation, time, epoch));
        }
        return metrics;
    }

    private static void add(List<Metric> metrics, String split, Evaluation evaluation, Instant time, long epoch) {
        metrics.add(new Metric(split + "Loss", evaluation.loss(), time, epoch));
        evaluation
                .metrics()
                .forEach((name, value) ->
                        metrics.add(new Metric(clean(FigureName.of(split, name)), value, time, epoch)));
    }
}
