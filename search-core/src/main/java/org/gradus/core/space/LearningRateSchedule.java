package org.gradus.core.space;

/**
 * The learning rate of every optimizer update of a training. Implementations are immutable and pure.
 *
 * <p>Updates are numbered from 1, so the rate {@code at(s, n)} is the one that made the curve's point of step {@code s}.
 */
public interface LearningRateSchedule {
    /**
     * The rate of one update.
     *
     * @param step the update, in [1, totalSteps]
     * @param totalSteps how many updates the whole training has, at least 1
     * @return positive and finite
     */
    double at(long step, long totalSteps);

    /**
     * How far the training is at a step: 0 at the first update, 1 at the last.
     *
     * @throws IllegalArgumentException if the step is not in [1, totalSteps]
     */
    static double progress(long step, long totalSteps) {
        if (!(step >= 1 && step <= totalSteps)) {
            throw new IllegalArgumentException(
                    "a schedule of " + totalSteps + " steps has no step " + step + "; steps count from 1");
        }
        return totalSteps == 1 ? 0 : (step - 1) / (double) (totalSteps - 1);
    }
}
