package org.gradus.trainers.dl4j.internal.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.curvature.UpdateRule;
import org.gradus.core.space.Configuration;
import org.gradus.trainers.dl4j.internal.coupling.UpdatedBlock;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The learning rate of all updaters of one network. It is set in the updaters' own settings: the network's
 * {@code setLearningRate} rebuilds the updaters, which takes as long as a fifth of a step. Where updaters have different
 * rates, their ratios are kept, as {@link LayerRates} says.
 */
public final class RateControl {
    /** An updater that is the network's alone, and its rate relative to the one that is set. */
    private record Rated(IUpdater updater, double multiplier) {}

    private final List<Rated> updaters = new ArrayList<>();
    private final double reference;

    private RateControl(double reference) {
        this.reference = reference;
    }

    /**
     * Takes over the rate of a network. The ratios are those of its updaters' rates now.
     *
     * @throws IllegalStateException if an updater has no rate, rates have no ratio, or nothing is trained
     */
    public static RateControl install(Network network) {
        List<UpdatedBlock> trained = network.updater().blocks().stream()
                .filter(block -> !(block.settings() instanceof NoOp)) // running averages, frozen layers
                .toList();
        List<LayerRates.Place> places = trained.stream()
                .flatMap(block -> places(block, network.iteration(), network.epoch()))
                .toList();
        LayerRates rates = LayerRates.of(places);
        RateControl control = new RateControl(rates.reference());
        for (UpdatedBlock block : trained) {
            double own = block.settings().getLearningRate(network.iteration(), network.epoch());
            control.take(block, rates.multiplier(own));
        }
        if (control.updaters.isEmpty()) {
            throw new IllegalStateException(
                    "the network has no updater with a learning rate, so there is nothing to search"
                            + "\nMaybe its updater is NoOp, or every layer is frozen.");
        }
        return control;
    }

    private static Stream<LayerRates.Place> places(UpdatedBlock block, int iteration, int epoch) {
        return block.parameters()
                .map(parameter ->
                        LayerRates.Place.of(parameter.layer(), parameter.name(), block.settings(), iteration, epoch));
    }

    /** Copied configurations still share their updaters' settings, so that each network gets its own here. */
    private void take(UpdatedBlock block, double multiplier) {
        IUpdater own = block.settings().clone();
        block.use(own);
        updaters.add(new Rated(own, multiplier));
    }

    /**
     * The rate that the rates of a training's schedule are multiplied with: 1 where the rate is searched, else that which most layers
     * of the network have by themselves.
     *
     * @throws IllegalStateException if the rate is not searched, and the network's own is not positive and finite
     */
    public double scale(Configuration configuration) {
        if (configuration.findLearningRate().isPresent()) {
            return 1;
        }
        if (!(reference > 0 && reference < Double.POSITIVE_INFINITY)) {
            throw new IllegalStateException(
                    "the learning rate is not searched, so that of the network must be positive and"
                            + " finite, but was " + reference);
        }
        return reference;
    }

    /** The rate of a block of the network's parameters relative to the one that is set. */
    public double multiplier(UpdatedBlock block) {
        return updaters.stream()
                .filter(rated -> rated.updater() == block.settings())
                .findFirst()
                .orElseThrow()
                .multiplier();
    }

    /** What the updaters make of a gradient; where layers have different ones, the rule with the lowest limit. */
    public UpdateRule rule(int iteration, int epoch) {
        List<UpdateRule> rules = updaters.stream()
                .map(rated -> rule(rated.updater(), iteration, epoch))
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
    public void set(double rate, int iteration, int epoch) {
        for (Rated rated : updaters) {
            double wanted = rate * rated.multiplier();
            rated.updater().setLrAndSchedule(wanted, null);
            double taken = rated.updater().getLearningRate(iteration, epoch);
            if (taken != wanted) {
                throw new IllegalStateException(
                        "the updater " + rated.updater().getClass().getSimpleName() + " takes the learning rate "
                                + taken + " where the schedule says " + wanted);
            }
        }
    }
}
