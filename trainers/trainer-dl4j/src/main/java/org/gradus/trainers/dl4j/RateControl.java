package org.gradus.trainers.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.gradus.core.curvature.UpdateRule;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The learning rate of all updaters of one network. It is set in the updaters' own settings: the network's
 * {@code setLearningRate} rebuilds the updaters, which takes as long as a fifth of a step.
 */
final class RateControl {
    private final List<IUpdater> updaters = new ArrayList<>();

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
        block.setGradientUpdater(own.instantiate(block.getUpdaterView(), true));
        updaters.add(own);
    }

    /** What the updaters make of a gradient; where layers have different ones, the rule with the lowest limit. */
    UpdateRule rule(int iteration, int epoch) {
        List<UpdateRule> rules = updaters.stream()
                .map(updater -> rule(updater, iteration, epoch))
                .toList();
        return rules.stream()
                .filter(rule -> rule.kind() == UpdateRule.Kind.ADAPTIVE)
                .findFirst()
                .orElseGet(() -> Collections.min(
                        rules, Comparator.comparingDouble(rule -> rule.factor().orElseThrow())));
    }

    private static UpdateRule rule(IUpdater updater, int iteration, int epoch) {
        if (updater instanceof Sgd) {
            return UpdateRule.plain();
        }
        if (updater instanceof Nesterovs momentum) {
            return UpdateRule.nesterov(momentum.currentMomentum(iteration, epoch));
        }
        return UpdateRule.adaptive();
    }

    /**
     * Sets the rate of the next update, and reads it back.
     *
     * @throws IllegalStateException if an updater takes another rate
     */
    void set(double rate, int iteration, int epoch) {
        for (IUpdater updater : updaters) {
            updater.setLrAndSchedule(rate, null);
            double taken = updater.getLearningRate(iteration, epoch);
            if (taken != rate) {
                throw new IllegalStateException(
                        "the updater " + updater.getClass().getSimpleName() + " takes the learning rate " + taken
                                + " where the schedule says " + rate);
            }
        }
    }
}
