package org.gradus.core.budget;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;
import org.gradus.core.study.StudyBudget;

/**
 * The epochs at which trials are compared: a first one, its products with a whole factor, and the last epoch.
 *
 * <p>They are found by multiplication, never by logarithms, which come out one short at 243 / 3 or 1000 / 10. A product
 * from which less than a factor is left to the last epoch is skipped, for there is little to save behind it: a
 * factor of 3 gives 1, 3, 9, 27, 100 and not 81. So there are as many rungs as Li et al. (2018, Hyperband) count,
 * ⌊log(last / first) / log(factor)⌋ + 1. Immutable.
 *
 * @param epochs strictly increasing, the last one that of a full training
 */
public record Rungs(List<Integer> epochs) {
    public Rungs {
        epochs = ImmutableList.copyOf(epochs);
        if (epochs.isEmpty() || epochs.get(0) < 1) {
            throw new IllegalArgumentException("rungs must begin at epoch 1 or later, but were " + epochs);
        }
        for (int i = 1; i < epochs.size(); i++) {
            if (epochs.get(i) <= epochs.get(i - 1)) {
                throw new IllegalArgumentException("rungs must rise, but were " + epochs);
            }
        }
    }

    /**
     * Rungs of a training.
     *
     * @param first the first of them, in [1, last]
     * @param factor from one to the next, at least 2
     * @param last the epochs of a full training
     */
    public static Rungs of(int first, int factor, int last) {
        if (!(first >= 1 && first <= last)) {
            throw new IllegalArgumentException("the first rung must be in [1, " + last + "], but was " + first);
        }
        if (factor < 2) {
            throw new IllegalArgumentException("the factor between rungs must be at least 2, but was " + factor);
        }
        ImmutableList.Builder<Integer> epochs = ImmutableList.builder();
        for (long rung = first; rung * factor <= last; rung *= factor) {
            epochs.add((int) rung);
        }
        return new Rungs(epochs.add(last).build());
    }

    /**
     * Rungs that begin after a share of a full training.
     *
     * @param share in (0, 1], rounded up to whole epochs
     * @param factor from one rung to the next, at least 2
     */
    public static Rungs of(double share, int factor, StudyBudget budget) {
        return of(share(share, budget.epochs()), factor, budget.epochs());
    }

    /**
     * A share in whole epochs, or in whole trials: rounded up, except from a hair above a whole number, where only rounding
     * errors put it there.
     */
    public static int share(double share, int epochs) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of the epochs must be in (0, 1], but was " + share);
        }
        return Math.max(1, (int) Math.ceil(share * epochs - 1e-9));
    }

    /** How many there are, at least 1. */
    public int count() {
        return epochs.size();
    }

    public int first() {
        return epochs.get(0);
    }

    /** The first rung behind that epoch; empty from the last one on. */
    public OptionalInt after(int epoch) {
        return epochs.stream().mapToInt(e -> e).filter(e -> e > epoch).findFirst();
    }

    /** The rungs from an index on, at least one. */
    public Rungs from(int index) {
        return new Rungs(epochs.subList(index, epochs.size()));
    }
}
