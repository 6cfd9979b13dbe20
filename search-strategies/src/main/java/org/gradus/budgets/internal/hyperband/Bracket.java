package org.gradus.budgets.internal.hyperband;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.budget.Rungs;

/**
 * One run of successive halving within Hyperband: a number of trials, compared at these rungs.
 *
 * @param trials that begin, at least 1
 * @param rungs the first is where all of them are compared, the last the end of a full training
 */
record Bracket(int trials, Rungs rungs) {
    /**
     * The brackets of one round: of s + 1 rungs, for s from the most down to 0, of n = ⌈(s_max + 1) · η^s / (s + 1)⌉
     * trials (Li et al. 2018, algorithm 1, with B = (s_max + 1) · R).
     */
    static List<Bracket> round(Rungs rungs, int factor) {
        ImmutableList.Builder<Bracket> brackets = ImmutableList.builder();
        int count = rungs.count();
        for (int s = count - 1; s >= 0; s--) {
            long all = count * power(factor, s);
            long trials = (all + s) / (s + 1);
            brackets.add(new Bracket((int) Math.min(Integer.MAX_VALUE, trials), rungs.from(count - 1 - s)));
        }
        return brackets.build();
    }

    /**
     * How many of n trials that began continue from a rung: ⌊n · η^-(i + 1)⌋, at least 1.
     *
     * @param rung counted from 0
     */
    static int goOn(int began, int factor, int rung) {
        return (int) Math.max(1, began / power(factor, rung + 1));
    }

    private static long power(int factor, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= factor;
        }
        return power;
    }
}
