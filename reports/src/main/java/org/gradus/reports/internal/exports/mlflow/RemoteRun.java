package org.gradus.reports.internal.exports.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What a run on the server has. Not thread-safe. */
final class RemoteRun {
    private final String id;
    private final Map<String, Long> lastSteps = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private boolean params;
    private String status;

    private RemoteRun(String id, String status) {
        this.id = id;
        this.status = status;
    }

    /** As the server describes it. */
    static RemoteRun of(JsonNode run) {
        RemoteRun known = new RemoteRun(
                run.at("/info/run_id").asText(), run.at("/info/status").asText());
        run.at("/data/metrics")
                .forEach(metric -> known.lastSteps.put(
                        metric.path("key").asText(), metric.path("step").asLong()));
        run.at("/data/tags")
                .forEach(tag -> known.tags.put(
                        tag.path("key").asText(), tag.path("value").asText()));
        known.params = !run.at("/data/params").isEmpty();
        return known;
    }

    String id() {
        return id;
    }

    /** The last step of a metric; -1 where it has none. */
    long lastStep(String metric) {
        return lastSteps.getOrDefault(metric, -1L);
    }

    void reached(String metric, long step) {
        lastSteps.merge(metric, step, Math::max);
    }

    String tag(String key) {
        return tags.getOrDefault(key, "");
    }

    void tagged(String key, String value) {
        tags.put(key, value);
    }

    boolean hasParams() {
        return params;
    }

    void gotParams() {
        params = true;
    }

    String status() {
        return status;
    }

    void becomes(String next) {
        status = next;
    }
}
