package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;

/** The messages of Gradus, as docs/protocol.md has them. */
final class Requests {
    /** How the protocol calls the learning rate, as command lines do. */
    static final String LEARNING_RATE = "learning-rate";

    private Requests() {}

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static ObjectNode hello() {
        return message("hello").put("protocol", 1);
    }

    static ObjectNode steps(Configuration configuration) {
        ObjectNode message = message("steps");
        message.set("configuration", configuration(configuration));
        return message;
    }

    static ObjectNode open(TrainingRequest request) {
        return filled("open", request);
    }

    static ObjectNode resume(TrainingRequest request, Path file) {
        return filled("resume", request).put("file", file.toString());
    }

    private static ObjectNode filled(String type, TrainingRequest request) {
        Seeds seeds = request.plan().seeds();
        ObjectNode message = message(type)
                .put("trial", request.plan().id().number())
                .put("purpose", request.plan().purpose().word());
        message.set("configuration", configuration(request.configuration()));
        message.putObject("seeds").put("init", seed(seeds.init())).put("data", seed(seeds.data()));
        message.put("stepsPerEpoch", request.stepsPerEpoch())
                .put("totalSteps", request.totalSteps())
                .put("recordEvery", recordEvery(request))
                .put("evaluateEvery", evaluateEvery(request))
                .put("evaluateFirst", request.evaluatedAt(0));
        message.set("schedule", ScheduleJson.of(request.schedule(), request.totalSteps()));
        return message.put("rateIs", ratesAreFactors(request) ? "factor" : "rate");
    }

    static int recordEvery(TrainingRequest request) {
        return request.isSweep() ? 1 : request.recordEvery();
    }

    static long evaluateEvery(TrainingRequest request) {
        return request.plan()
                .sweep()
                .map(Sweep::evaluateEvery)
                .map(Integer::longValue)
                .orElse(request.stepsPerEpoch());
    }

    static boolean ratesAreFactors(TrainingRequest request) {
        return !request.isSweep() && !request.configuration().has(SearchSpace.LEARNING_RATE);
    }

    private static ObjectNode configuration(Configuration configuration) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Object> entry : configuration.values().entrySet()) {
            String name = entry.getKey().equals(SearchSpace.LEARNING_RATE) ? LEARNING_RATE : entry.getKey();
            if (entry.getValue() instanceof Double number) {
                object.put(name, number);
            } else if (entry.getValue() instanceof Long number) {
                object.put(name, number);
            } else {
                object.put(name, entry.getValue().toString());
            }
        }
        return object;
    }

    /**
     * A seed below 2^53, which any language reads exactly. It is mixed first, so that seeds which differ in their lowest bits
     * alone still differ.
     */
    static long seed(long seed) {
        return Seeds.mix(seed, 0) >>> 11;
    }

    static ObjectNode advance(long until) {
        return message("advance").put("until", until);
    }

    static ObjectNode cancel() {
        return message("cancel");
    }

    static ObjectNode evaluate(String split) {
        return message("evaluate").put("split", split);
    }

    static ObjectNode checkpoint(Path file) {
        return message("checkpoint").put("file", file.toString());
    }

    static ObjectNode close() {
        return message("close");
    }
}
