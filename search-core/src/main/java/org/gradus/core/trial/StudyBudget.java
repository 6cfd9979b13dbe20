package org.gradus.core.trial;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a search may spend. Replicates, baselines and sweeps are counted in the cost but not in {@code trials}.
 *
 * @param trials the most SEARCH trials, at least 1; empty where only another stop rule ends the search
 * @param epochs the epochs of one full training, at least 1
 * @param totalEpochs the epochs after which nothing new is begun, at least 1; empty for no such limit
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

    /** How many full trainings this pays for: the fewer of the two limits; infinite without any. */
    public double fullTrainings() {
        double byTrials = trials.isPresent() ? trials.getAsInt() : Double.POSITIVE_INFINITY;
        double byEpochs =
                totalEpochs.isPresent() ? totalEpochs.getAsLong() / (double) epochs : Double.POSITIVE_INFINITY;
        return Math.min(byTrials, byEpochs);
    }
}
