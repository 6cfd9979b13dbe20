package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;

/** Learning-rate schedules in the protocol: those of {@link Schedules} by their closed form, others as a list of rates. */
final class ScheduleJson {
    private ScheduleJson() {}

    static ObjectNode of(LearningRateSchedule schedule, long totalSteps) {
        if (schedule instanceof Schedules.Constant constant) {
            return kind("constant").put("rate", constant.rate().value());
        }
        if (schedule instanceof Schedules.Step step) {
            return kind("step")
                    .put("peak", step.peak().value())
                    .put("factor", step.factor())
                    .put("drops", step.drops());
        }
        if (schedule instanceof Schedules.Exponential exponential) {
            return kind("exponential")
                    .put("peak", exponential.peak().value())
                    .put("finalFactor", exponential.finalFactor());
        }
        if (schedule instanceof Schedules.Cosine cosine) {
            return kind("cosine").put("peak", cosine.peak().value()).put("finalFactor", cosine.finalFactor());
        }
        if (schedule instanceof Schedules.OneCycle cycle) {
            return kind("one-cycle")
                    .put("peak", cycle.peak().value())
                    .put("rise", cycle.rise())
                    .put("startDivisor", cycle.startDivisor())
                    .put("finalDivisor", cycle.finalDivisor());
        }
        if (schedule instanceof Schedules.Ramp ramp) {
            return kind("ramp")
                    .put("first", ramp.first().value())
                    .put("last", ramp.last().value());
        }
        if (schedule instanceof Schedules.WarmUp warmUp) {
            ObjectNode node = kind("warm-up").put("share", warmUp.share());
            node.set("then", of(warmUp.then(), totalSteps));
            return node;
        }
        return list(schedule, totalSteps);
    }

    private static ObjectNode list(LearningRateSchedule schedule, long totalSteps) {
        ObjectNode node = kind("rates");
        ArrayNode rates = node.putArray("rates");
        for (long step = 1; step <= totalSteps; step++) {
            rates.add(schedule.at(step, totalSteps));
        }
        return node;
    }

    private static ObjectNode kind(String name) {
        return JsonNodeFactory.instance.objectNode().put("kind", name);
    }
}
