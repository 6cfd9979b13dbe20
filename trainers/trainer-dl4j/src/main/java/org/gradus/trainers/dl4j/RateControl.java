package org.gradus.trainers.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The learning rate of all updaters of one network. It stands in their configurations as their schedule: setting the rate
 * is free, whereas {@code setLearningRate} rebuilds the updaters, which takes as long as a fifth of a step.
 */
final class RateControl implements ISchedule {
    private static final long serialVersionUID = 1L;

    private final transient List<IUpdater> updaters = new ArrayList<>();
    private double rate = Double.NaN;

    private RateControl() {}

    /**
     * Takes over the rate of a network.
     *
     * @throws IllegalStateException if an updater has no rate, or nothing is trained
     */
    static RateControl install(Network network) {
        RateControl control = new RateControl();
        for (UpdaterBlock block : network.updater().getUpdaterBlocks()) {
            IUpdater shared = block.getGradientUpdater().getConfig();
            if (!(shared instanceof NoOp)) { // running averages of batch normalization, frozen layers
                control.take(block, shared);
            }
        }
        if (control.updaters.isEmpty()) {
            throw new IllegalStateException(
                    "the network has no updater with a learning rate, so there is nothing to search"
                            + "\nMaybe its updater is NoOp, or every layer is frozen.");
        }
        return control;
    }

    /** Copied configurations still share their updaters' settings, so that each network gets its own here. */
    private void take(UpdaterBlock block, IUpdater shared) {
        if (!shared.hasLearningRate()) {
            throw new IllegalStateException(
                    "the network's updater " + shared.getClass().getSimpleName() + " has no learning rate to search"
                            + "\nMaybe take Sgd, Nesterovs, Adam or RmsProp.");
        }
        IUpdater own = shared.clone();
        own.setLrAndSchedule(Double.NaN, this);
        block.setGradientUpdater(own.instantiate(block.getUpdaterView(), true));
        updaters.add(own);
    }

    /** Sets the rate of the next update. */
    void set(double value) {
        rate = value;
    }

    /**
     * The rate that the updaters will use.
     *
     * @throws IllegalStateException if they use another than was set
     */
    double readBack(int iteration, int epoch) {
        for (IUpdater updater : updaters) {
            double used = updater.getLearningRate(iteration, epoch);
            if (used != rate) {
                throw new IllegalStateException(
                        "the updater " + updater.getClass().getSimpleName() + " takes the learning rate " + used
                                + " where the schedule says " + rate);
            }
        }
        return rate;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return rate;
    }

    /** The same control: a copied updater is steered too. */
    @Override
    public ISchedule clone() {
        return this;
    }
}
