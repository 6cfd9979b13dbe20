package org.gradus.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.rangetest.SweepAnalysis;

/**
 * What a range test says, as JSON:
 *
 * <pre>{@code
 * {"lrLearn": {"value", "low", "high"}, "lrSteep", "lrMin", "lrUnstable", "edge",
 *  "interval": {"low", "lowRule", "high", "highRule"}, "suggestion", "confident", "flags": [],
 *  "rules": {"valley", "slide", "steep", "minimum"}, "judgedOn"}
 * }</pre>
 *
 * A rate that was not found is null, and so is an interval that cannot be suggested. Rules and suggestion are in words.
 */
public final class RangeTestJson {
    private RangeTestJson() {}

    /**
     * The object.
     *
     * @param judgedOn the figure that falls and rises, in words
     */
    public static ObjectNode of(SweepAnalysis analysis, String judgedOn) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        put(root, "lrLearn", analysis.learn());
        put(root, "lrSteep", analysis.steep());
        put(root, "lrMin", analysis.min());
        put(root, "lrUnstable", analysis.unstable());
        put(root, "edge", analysis.edge());
        analysis.interval()
                .ifPresentOrElse(
                        interval -> root.putObject("interval")
                                .put("low", interval.low())
                                .put("lowRule", interval.lowRule().words())
                                .put("high", interval.high())
                                .put("highRule", interval.highRule().words()),
                        () -> root.putNull("interval"));
        root.put("suggestion", analysis.words());
        root.put("confident", analysis.confident());
        ArrayNode flags = root.putArray("flags");
        analysis.flags().forEach(flag -> flags.add(flag.name()));
        ObjectNode rules = root.putObject("rules");
        put(rules, "valley", analysis.rules().valley());
        put(rules, "slide", analysis.rules().slide());
        put(rules, "steep", analysis.rules().steep());
        put(rules, "minimum", analysis.rules().minimum());
        return root.put("judgedOn", judgedOn);
    }

    private static void put(ObjectNode parent, String name, Optional<SweepAnalysis.Landmark> landmark) {
        landmark.ifPresentOrElse(
                found -> parent.putObject(name)
                        .put("value", found.value())
                        .put("low", found.low())
                        .put("high", found.high()),
                () -> parent.putNull(name));
    }

    /** Puts a number, or null. */
    public static void put(ObjectNode parent, String name, OptionalDouble number) {
        number.ifPresentOrElse(found -> parent.put(name, found), () -> parent.putNull(name));
    }
}
