package org.gradus.probes.internal.curves;

import java.util.List;
import java.util.function.ToIntFunction;

/** At which numbers of trials hyperparameters are fitted anew: each fit takes the cube of a number of trials. */
public final class RefitCounts {
    private static final int ALWAYS_UNTIL = 20;

    private RefitCounts() {}

    /**
     * The trials that the hyperparameters are fitted to: those with the smallest numbers, {@link #atMost} of them.
     *
     * @param number of a trial
     */
    public static <T> List<T> fitted(List<T> trials, ToIntFunction<T> number) {
        int count = atMost(trials.size());
        if (count >= trials.size()) {
            return trials;
        }
        int last = trials.stream()
                .mapToInt(number)
                .sorted()
                .skip(count - 1L)
                .findFirst()
                .orElseThrow();
        return trials.stream().filter(t -> number.applyAsInt(t) <= last).toList();
    }

    /**
     * How many trials, counted from the first, the hyperparameters are fitted to: all until there are twenty, then those
     * up to the last of the counts 20, 22, …, 30, 33, 36, …, each a tenth above the one before.
     */
    public static int atMost(int trials) {
        int count = Math.min(trials, ALWAYS_UNTIL);
        while (count + Math.max(2, count / 10) <= trials && count >= ALWAYS_UNTIL) {
            count += Math.max(2, count / 10);
        }
        return count;
    }
}
