package org.gradus.core.study;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.space.Figures;

/**
 * What a search may spend. Replicates, baselines and sweeps are counted in the cost but not in {@code trials}.
 *
 * @param trials the most SEARCH trials, at least 1; empty where only another stop rule ends the search
 * @param epochs the epochs of one full training, at least 1
 * @param totalEpochs the epochs after which nothing new is begun, at least 1; it is also the most SEARCH trials, since some cost
 *     nothing because they fail or diverge at once; empty for no such limit
 */
public record StudyBudget(OptionalInt trials, int epochs, OptionalLong totalEpochs) {
    public StudyBudget {
        if (trials.isPresent() && trials.getAsInt() < 1) {
            throw new IllegalArgumentException("trials must be at least 1, but was " + trials.getAsInt());
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, but was " + epochs);
        }
        if (totalEpochs.isPresent() && totalEpochs.getAsLong() < 1) {
            throw new IllegalArgumentException("total epochs must be at least 1, but was " + totalEpochs.getAsLong());
        }
    }

    public static StudyBudget of(int trials, int epochs) {
        return new StudyBudget(OptionalInt.of(trials), epochs, OptionalLong.empty());
    }

    /** Whether it pays for more trials or epochs than another, for none less, and for full trainings of the same length. */
    public boolean isMoreThan(StudyBudget other) {
        long moreTrials = Long.compare(trials.orElse(Integer.MAX_VALUE), other.trials.orElse(Integer.MAX_VALUE));
        long moreEpochs = Long.compare(totalEpochs.orElse(Long.MAX_VALUE), other.totalEpochs.orElse(Long.MAX_VALUE));
        return epochs == other.epochs && moreTrials >= 0 && moreEpochs >= 0 && moreTrials + moreEpochs > 0;
    }

    /** Whether this is another one or {@linkplain #isMoreThan more} than it. */
    public boolean isAtLeast(StudyBudget other) {
        return equals(other) || isMoreThan(other);
    }

    /** In words: {@code 16 trials of 5 epochs, at most 60 epochs in all}. */
    public String words() {
        String each = (trials.isPresent() ? Figures.counted(trials.getAsInt(), "trial") : "trials") + " of "
                + Figures.counted(epochs, "epoch");
        return totalEpochs.isPresent()
                ? each + ", at most " + Figures.counted((double) totalEpochs.getAsLong(), "epoch") + " in all"
                : each;
    }

    /** How many full trainings this pays for: the fewer of the two limits; infinite without any. */
    public double fullTrainings() {
        double byTrials = trials.isPresent() ? trials.getAsInt() : Double.POSITIVE_INFINITY;
        double byEpochs =
                totalEpochs.isPresent() ? totalEpochs.getAsLong() / (double) epochs : Double.POSITIVE_INFINITY;
        return Math.min(byTrials, byEpochs);
    }
}
