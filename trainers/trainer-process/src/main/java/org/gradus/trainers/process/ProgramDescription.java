package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gradus.core.store.Secrets;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.trainers.process.Message.WrongMessageException;

/**
 * What a program says it is.
 *
 * @param stepsPerEpoch empty where they depend on the configuration
 * @param reuse whether a process trains one trial after another
 * @param details texts by name, for reports
 */
record ProgramDescription(
        String name,
        String fingerprint,
        Set<String> metrics,
        OptionalLong stepsPerEpoch,
        Set<Capability> capabilities,
        boolean reuse,
        Map<String, String> details) {
    private static final int LONGEST_NAME = 100;
    private static final Pattern METRIC = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Map<String, Capability> WORDS = ImmutableMap.of(
            "hold", Capability.HOLD,
            "checkpoint", Capability.CHECKPOINT,
            "sweep", Capability.SWEEP,
            "test", Capability.TEST);

    static ProgramDescription of(Message hello) throws WrongMessageException {
        if (hello.whole("protocol") != 1) {
            throw hello.wrong("answered 'hello' with another 'protocol' than 1");
        }
        String name = hello.text("name");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw hello.wrong("has a 'name' that is blank or longer than " + LONGEST_NAME + " characters");
        }
        String fingerprint = hello.has("fingerprint") ? hello.text("fingerprint") : name;
        if (fingerprint.isBlank()) {
            throw hello.wrong("has a blank 'fingerprint'");
        }
        return new ProgramDescription(
                name, fingerprint, metrics(hello), steps(hello), capabilities(hello), reuse(hello), details(hello));
    }

    private static ImmutableSet<String> metrics(Message hello) throws WrongMessageException {
        ImmutableSet<String> metrics = texts(hello, "metrics");
        for (String metric : metrics) {
            if (!METRIC.matcher(metric).matches() || metric.equals("loss") || metric.length() > LONGEST_NAME) {
                throw hello.wrong("has a metric '" + metric
                        + "', but a metric is named by letters, digits, '.', '_' and '-', and not 'loss'");
            }
        }
        return metrics;
    }

    private static OptionalLong steps(Message hello) throws WrongMessageException {
        JsonNode steps = hello.fields().get("stepsPerEpoch");
        return steps != null && steps.isNull() ? OptionalLong.empty() : OptionalLong.of(steps(hello, "stepsPerEpoch"));
    }

    /** A number of steps, at least 1. */
    static long steps(Message message, String name) throws WrongMessageException {
        return message.whole(name, 1);
    }

    private static Set<Capability> capabilities(Message hello) throws WrongMessageException {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (String word : texts(hello, "capabilities")) {
            Capability capability = WORDS.get(word);
            if (capability == null) {
                throw hello.wrong("has an unknown capability '" + word + "'; known are " + WORDS.keySet());
            }
            capabilities.add(capability);
            if (capability == Capability.CHECKPOINT) {
                capabilities.add(Capability.MODEL_FILES);
            }
        }
        return capabilities;
    }

    private static boolean reuse(Message hello) throws WrongMessageException {
        JsonNode reuse = hello.fields().get("reuse");
        if (reuse != null && !reuse.isBoolean()) {
            throw hello.wrong("has a 'reuse' that is neither true nor false");
        }
        return reuse != null && reuse.booleanValue();
    }

    private static ImmutableSet<String> texts(Message hello, String name) throws WrongMessageException {
        ImmutableSet.Builder<String> texts = ImmutableSet.builder();
        JsonNode list = hello.fields().get(name);
        if (list == null) {
            return texts.build();
        }
        if (!list.isArray()) {
            throw hello.wrong("has '" + name + "' that are no list");
        }
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                throw hello.wrong("has an entry of '" + name + "' that is no text");
            }
            texts.add(text.textValue());
        }
        return texts.build();
    }

    private static Map<String, String> details(Message hello) throws WrongMessageException {
        Map<String, String> details = new TreeMap<>();
        JsonNode object = hello.fields().get("details");
        if (object == null) {
            return details;
        }
        if (!object.isObject()) {
            throw hello.wrong("has 'details' that are no object");
        }
        for (Map.Entry<String, JsonNode> detail : object.properties()) {
            if (!detail.getValue().isTextual()) {
                throw hello.wrong("has a detail '" + detail.getKey() + "' that is no text");
            }
            details.put(detail.getKey(), detail.getValue().textValue());
        }
        return details;
    }

    /** The same for the study. */
    TrainerDescriptor descriptor(ProgramSettings settings) {
        Map<String, String> all = new TreeMap<>(details);
        all.put("program", Secrets.withoutSecrets(settings.words()));
        return new TrainerDescriptor(name, fingerprint, metrics, capabilities, all);
    }

    boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
