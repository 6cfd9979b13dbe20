package org.gradus.core.study;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;

/**
 * What earlier studies of the same parameters found good, as a density over the space: a kernel around each good
 * configuration, and everywhere a fifth of the even density, so that no place is ruled out.
 *
 * <p>A number has a Gaussian of a tenth of its range, cut off at the ends; a choice has the kernel of Aitchison and
 * Aitken (Biometrika 63, 1976) with λ = 0.2. Kernels are multiplied over the parameters that are active in both
 * configurations. Immutable.
 *
 * @param places the good configurations; none for a study without earlier ones
 */
public record Prior(List<Place> places) {
    /** That of a study without earlier ones: it prefers nothing. */
    public static final Prior NONE = new Prior(List.of());

    /** The share of the even density. */
    private static final double EVEN = 0.2;

    /** The width of a Gaussian, in ranges. */
    private static final double WIDTH = 0.1;

    /** The share of a choice's weight that goes to the other values. */
    private static final double OTHERS = 0.2;

    public Prior {
        places = ImmutableList.copyOf(places);
    }

    /**
     * A configuration that was good.
     *
     * @param weight how much it says beside the others, positive and finite
     */
    public record Place(Configuration configuration, double weight) {
        public Place {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of (" + configuration + ") must be positive and finite, but was " + weight);
            }
        }
    }

    /** Whether it prefers nothing. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * The natural logarithm of the density at a configuration, beside the even density: 0 where it prefers nothing, and
     * never below ln 0.2.
     *
     * @param space what is searched; the configuration and all places belong to it
     */
    public double log(SearchSpace space, Configuration configuration) {
        if (isEmpty()) {
            return 0;
        }
        double total = places.stream().mapToDouble(Place::weight).sum();
        double density = places.stream()
                .mapToDouble(place -> place.weight() / total * kernel(space, place.configuration(), configuration))
                .sum();
        return Math.log(EVEN + (1 - EVEN) * density);
    }

    private static double kernel(SearchSpace space, Configuration center, Configuration at) {
        Map<String, Object> there = center.values();
        Map<String, Object> here = at.values();
        return space.parameters().stream()
                .filter(p -> there.containsKey(p.name()) && here.containsKey(p.name()))
                .flatMap(p -> Stream.ofNullable(there.get(p.name())).map(value -> kernel(p, value, here)))
                .reduce(1.0, (a, b) -> a * b);
    }

    private static double kernel(Parameter parameter, Object center, Map<String, Object> here) {
        Domain domain = parameter.domain();
        Object value = here.getOrDefault(parameter.name(), center);
        if (domain instanceof CategoricalDomain choice) {
            int values = choice.values().size();
            if (values == 1) {
                return 1;
            }
            return values * (center.equals(value) ? 1 - OTHERS : OTHERS / (values - 1));
        }
        double mean = domain.toUnit(center);
        double z = (domain.toUnit(value) - mean) / WIDTH;
        double root = WIDTH * Math.sqrt(2);
        double inside = Erf.erf(-mean / root, (1 - mean) / root) / 2;
        return Math.exp(-z * z / 2) / (WIDTH * Math.sqrt(2 * Math.PI) * inside);
    }
}
