package org.gradus.reports.internal.exports.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.exports.Export;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.TrialNames;
import org.gradus.reports.internal.exports.TrialTimes;
import org.jspecify.annotations.Nullable;

/**
 * A study as a run with a run below it for each trial. What the server has is asked once, and again after every failure; runs are
 * found by their tags, and metrics go on after the last step that the server has, so that nothing is there twice.
 */
public final class MlflowExport implements Export {
    private static final int LARGEST_BATCH = 900;
    private static final int LARGEST_PAGE = 1000;

    private final MlflowServer server;
    private final MlflowClient client;
    private @Nullable Remote remote;

    /** What the server has of a study. */
    private record Remote(String identity, String experiment, Map<String, RemoteRun> runs) {}

    /**
     * An export.
     *
     * @param environment the variables of MLflow's own client
     * @throws IllegalArgumentException if the address is none of a web server, or has a user in it
     */
    public MlflowExport(URI address, Map<String, String> environment) {
        this.server = MlflowServer.of(address, environment);
        this.client = new MlflowClient(server);
    }

    @Override
    public String words() {
        return server.toString();
    }

    @Override
    public void bring(Snapshot snapshot) throws IOException, InterruptedException {
        Remote known = remote;
        remote = null; // After a failure the server is asked again.
        if (known == null || !known.identity().equals(snapshot.identity())) {
            known = find(snapshot);
        }
        TrialTimes times = TrialTimes.of(snapshot);
        RunContent study = RunContent.ofStudy(snapshot, times);
        RemoteRun parent = run(known, "", snapshot.study().id().value(), study, Optional.empty());
        for (Trial trial : snapshot.view().trials()) {
            String number = Integer.toString(trial.id().number());
            RemoteRun there = known.runs().get(number);
            if (there == null
                    || there.status().equals(RunContent.RUNNING)
                    || (trial.test().isPresent() && there.lastStep("testLoss") < 0)) {
                RunContent content = RunContent.ofTrial(snapshot, trial, times);
                complete(run(known, number, TrialNames.of(trial), content, Optional.of(parent)), content);
            }
        }
        complete(parent, study);
        remote = known;
    }

    private Remote find(Snapshot snapshot) throws IOException, InterruptedException {
        Remote found = new Remote(snapshot.identity(), experiment(), new HashMap<>());
        String page = "";
        do {
            ObjectNode search = MlflowClient.JSON.createObjectNode();
            search.putArray("experiment_ids").add(found.experiment());
            search.put("filter", "tags.`" + RunContent.STUDY + "` = '" + found.identity() + "'");
            search.put("max_results", LARGEST_PAGE);
            if (!page.isEmpty()) {
                search.put("page_token", page);
            }
            JsonNode answer = client.post("runs/search", search);
            for (JsonNode run : answer.path("runs")) {
                RemoteRun known = RemoteRun.of(run);
                found.runs().put(known.tag(RunContent.TRIAL), known);
            }
            page = answer.path("next_page_token").asText("");
        } while (!page.isEmpty());
        return found;
    }

    private String experiment() throws IOException, InterruptedException {
        try {
            return client.get("experiments/get-by-name", "experiment_name", server.experiment())
                    .at("/experiment/experiment_id")
                    .asText();
        } catch (MlflowException e) {
            if (!e.isMissing()) {
                throw e;
            }
        }
        return client.post(
                        "experiments/create",
                        MlflowClient.JSON.createObjectNode().put("name", server.experiment()))
                .path("experiment_id")
                .asText();
    }

    /** The run with that number, which is created where it is missing. */
    private RemoteRun run(Remote known, String number, String name, RunContent content, Optional<RemoteRun> parent)
            throws IOException, InterruptedException {
        RemoteRun there = known.runs().get(number);
        if (there != null) {
            return there;
        }
        ObjectNode create = MlflowClient.JSON
                .createObjectNode()
                .put("experiment_id", known.experiment())
                .put("run_name", name)
                .put("start_time", content.begin().toEpochMilli());
        ArrayNode tags = create.putArray("tags");
        tag(tags, RunContent.STUDY, known.identity());
        if (!number.isEmpty()) {
            tag(tags, RunContent.TRIAL, number);
        }
        parent.ifPresent(above -> tag(tags, "mlflow.parentRunId", above.id()));
        RemoteRun created = RemoteRun.of(client.post("runs/create", create).path("run"));
        known.runs().put(number, created);
        return created;
    }

    /** Adds what the run lacks; its end comes last, so that an interrupted delivery is seen to be one. */
    private void complete(RemoteRun run, RunContent content) throws IOException, InterruptedException {
        List<RunContent.Metric> news = content.metrics().stream()
                .filter(metric -> metric.step() > run.lastStep(metric.key()))
                .toList();
        for (List<RunContent.Metric> batch : Lists.partition(news, LARGEST_BATCH)) {
            ObjectNode log = log(run);
            batch.forEach(metric -> log.withArray("metrics")
                    .addObject()
                    .put("key", metric.key())
                    .put("value", metric.value())
                    .put("timestamp", metric.time().toEpochMilli())
                    .put("step", metric.step()));
            client.post("runs/log-batch", log);
            batch.forEach(metric -> run.reached(metric.key(), metric.step()));
        }
        completeWords(run, content);
        if (!run.status().equals(content.status())) {
            ObjectNode update =
                    MlflowClient.JSON.createObjectNode().put("run_id", run.id()).put("status", content.status());
            content.end().ifPresent(end -> update.put("end_time", end.toEpochMilli()));
            client.post("runs/update", update);
            run.becomes(content.status());
        }
    }

    private void completeWords(RemoteRun run, RunContent content) throws IOException, InterruptedException {
        ObjectNode log = log(run);
        content.tags().forEach((key, value) -> {
            if (!run.tag(key).equals(value)) {
                tag(log.withArray("tags"), key, value);
            }
        });
        if (!run.hasParams()) {
            content.params().forEach((key, value) -> tag(log.withArray("params"), key, value));
        }
        if (log.size() > 1) {
            client.post("runs/log-batch", log);
            content.tags().forEach(run::tagged);
            run.gotParams();
        }
    }

    private static ObjectNode log(RemoteRun run) {
        return MlflowClient.JSON.createObjectNode().put("run_id", run.id());
    }

    private static void tag(ArrayNode tags, String key, String value) {
        tags.addObject().put("key", key).put("value", value);
    }
}
