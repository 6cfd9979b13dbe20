package org.gradus.trainers.dl4j.internal.network;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.gradus.core.space.Figures;
import org.gradus.trainers.dl4j.internal.coupling.UpdaterSchedule;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * What a network says about the learning rates of its parameters relative to each other. The searched rate stands for the
 * reference, the rate that most layers have for their weights (of several equally frequent ones the highest); a parameter
 * whose updater has another rate is trained at the searched rate times its own over the reference. Immutable.
 */
public final class LayerRates {
    /**
     * A trained parameter.
     *
     * @param layer its layer's name
     * @param parameter its name within the layer, such as {@code W} or {@code b}
     * @param updater what updates it, with the network's own settings
     * @param rate the updater's own rate
     */
    record Place(String layer, String parameter, IUpdater updater, double rate) {
        /**
         * A parameter at an iteration and epoch of its network.
         *
         * @throws IllegalStateException if the updater has no rate
         */
        static Place of(String layer, String parameter, IUpdater updater, int iteration, int epoch) {
            if (!updater.hasLearningRate()) {
                throw new IllegalStateException("the network's updater "
                        + updater.getClass().getSimpleName() + " has no learning rate to search"
                        + "\nMaybe take Sgd, Nesterovs, Adam or RmsProp.");
            }
            return new Place(layer, parameter, updater, updater.getLearningRate(iteration, epoch));
        }
    }

    private final List<Place> places;
    private final double reference;

    private LayerRates(List<Place> places) {
        this.places = ImmutableList.copyOf(places);
        this.reference = reference(places);
    }

    /**
     * The rates of the parameters of a network, in the network's order.
     *
     * @throws IllegalStateException if they differ and one of them is negative, infinite or not a number
     */
    static LayerRates of(List<Place> places) {
        LayerRates rates = new LayerRates(places);
        places.forEach(rates::requireRatio);
        return rates;
    }

    /** The trained parameters of a layer that is not made yet. */
    static List<Place> places(@Nullable String name, Layer outer) {
        Layer layer = outer;
        while (layer instanceof BaseWrapperLayer wrapper && !(layer instanceof FrozenLayerWithBackprop)) {
            layer = wrapper.getUnderlying(); // LastTimeStep and the like cannot be asked for updaters
        }
        List<Place> places = new ArrayList<>();
        for (String parameter : layer.initializer().paramKeys(layer)) {
            IUpdater updater = layer.getUpdaterByParam(parameter);
            if (updater != null && !(updater instanceof NoOp)) { // none: frozen; no operation: running averages
                places.add(Place.of(String.valueOf(name), parameter, updater, 0, 0));
            }
        }
        return places;
    }

    private static double reference(List<Place> places) {
        Map<String, Double> ofLayers = new LinkedHashMap<>();
        places.forEach(place -> ofLayers.putIfAbsent(place.layer(), place.rate()));
        Map<Double, Long> layers = ofLayers.values().stream()
                .filter(rate -> rate > 0 && rate < Double.POSITIVE_INFINITY)
                .collect(Collectors.groupingBy(rate -> rate, Collectors.counting()));
        return layers.entrySet().stream()
                .max(Map.Entry.<Double, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(places.isEmpty() ? 1 : places.get(0).rate());
    }

    private void requireRatio(Place place) {
        if (!(multiplier(place.rate()) >= 0 && multiplier(place.rate()) < Double.POSITIVE_INFINITY)) {
            throw new IllegalStateException("the learning rate of parameter " + place.parameter() + " of layer '"
                    + place.layer() + "' must be within [0, ∞) times that of most layers, " + Figures.rate(reference)
                    + ", but was " + place.rate());
        }
    }

    /** The rate that most layers have; 1 if nothing is trained. */
    double reference() {
        return reference;
    }

    /** By what the searched rate is multiplied where an updater has a rate of its own; at least 0. */
    double multiplier(double rate) {
        return Double.compare(rate, reference) == 0 ? 1 : rate / reference;
    }

    /**
     * Refuses schedules in updaters: the trainer sets the rate of every step.
     *
     * @throws IllegalStateException naming the layer and the schedule
     */
    void requireNoSchedule() {
        for (Place place : places) {
            UpdaterSchedule.of(place.updater()).ifPresent(schedule -> {
                throw new IllegalStateException("the updater "
                        + place.updater().getClass().getSimpleName() + " of layer '" + place.layer() + "', parameter "
                        + place.parameter() + ", has a " + schedule.getClass().getSimpleName()
                        + " for its learning rate, but a search sets the rate of every step"
                        + "\nMaybe give the updater a plain rate, and the schedule to the search: Search.schedule, or"
                        + " --schedule for the launcher.");
            });
        }
    }

    /** The parameters whose rate is not the searched one, such as {@code layer0.b × 2}; empty if there are none. */
    public Optional<String> words() {
        String words = places.stream()
                .filter(place -> multiplier(place.rate()) != 1)
                .map(place -> place.layer() + "." + place.parameter() + " × " + Figures.of(multiplier(place.rate())))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
