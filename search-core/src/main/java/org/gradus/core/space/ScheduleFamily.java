package org.gradus.core.space;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A learning-rate schedule whose height is open: give it the searched learning rate and it becomes a schedule.
 *
 * @param name how command lines, stores and reports call it
 * @param forPeak the schedule whose highest rate is the given one; pure
 */
public record ScheduleFamily(String name, Function<LearningRate, LearningRateSchedule> forPeak) {
    /** The name of the categorical parameter by which a search chooses among families. */
    public static final String PARAMETER = "schedule";

    /** The same rate at every step; the default, because every recorded curve is then comparable. */
    public static final ScheduleFamily CONSTANT = new ScheduleFamily("constant", Schedules.Constant::new);

    /** Falls to a tenth after each third of the training. */
    public static final ScheduleFamily STEP = new ScheduleFamily("step", rate -> new Schedules.Step(rate, 0.1, 2));

    /** Falls to a hundredth, by the same factor at every step. */
    public static final ScheduleFamily EXPONENTIAL =
            new ScheduleFamily("exponential", rate -> new Schedules.Exponential(rate, 0.01));

    /** Falls to a thousandth along half a cosine. */
    public static final ScheduleFamily COSINE = new ScheduleFamily("cosine", rate -> new Schedules.Cosine(rate, 0.001));

    /** Rises over the first 30 % and falls after, with PyTorch's divisors 25 and 10^4. */
    public static final ScheduleFamily ONE_CYCLE =
            new ScheduleFamily("one-cycle", rate -> new Schedules.OneCycle(rate, 0.3, 25, 1e4));

    /** Climbs linearly over the first 5 %, then stays. */
    public static final ScheduleFamily WARM_UP =
            new ScheduleFamily("warm-up", rate -> new Schedules.WarmUp(0.05, new Schedules.Constant(rate)));

    /** Climbs linearly over the first 5 %, then falls along half a cosine. */
    public static final ScheduleFamily WARM_UP_COSINE =
            new ScheduleFamily("warm-up-cosine", rate -> new Schedules.WarmUp(0.05, new Schedules.Cosine(rate, 0.001)));

    private static final Map<String, ScheduleFamily> KNOWN =
            known(CONSTANT, STEP, EXPONENTIAL, COSINE, ONE_CYCLE, WARM_UP, WARM_UP_COSINE);

    /** The families known by name. */
    public static Map<String, ScheduleFamily> all() {
        return KNOWN;
    }

    /**
     * The family of that name.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    public static ScheduleFamily named(String name) {
        ScheduleFamily family = KNOWN.get(name);
        if (family == null) {
            throw new IllegalArgumentException(
                    "unknown schedule '" + name + "'; known are " + String.join(", ", KNOWN.keySet()));
        }
        return family;
    }

    private static Map<String, ScheduleFamily> known(ScheduleFamily... families) {
        ImmutableMap.Builder<String, ScheduleFamily> map = ImmutableMap.builder();
        for (ScheduleFamily family : families) {
            map.put(family.name(), family);
        }
        return map.buildOrThrow();
    }
}
