package org.gradus.core.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;

/**
 * Looks before a search whether the models of a space can be made: at the centre and both ends of the space, and with every
 * category. For {@link Trainer#check}.
 */
public final class SpaceCheck {
    private SpaceCheck() {}

    /**
     * Refuses a space of which a configuration cannot be trained.
     *
     * @param check throws for a configuration that cannot be trained; a second line of its message that begins with "Maybe" is
     *     advice
     * @throws IllegalArgumentException naming a configuration and what is wrong with it
     */
    public static void require(SearchSpace space, Consumer<Configuration> check) {
        for (Configuration configuration : samples(space)) {
            try {
                check.accept(configuration);
            } catch (RuntimeException e) {
                Optional<String> advice = Optional.ofNullable(e.getMessage())
                        .flatMap(m ->
                                m.lines().filter(l -> l.startsWith("Maybe")).findFirst());
                throw new IllegalArgumentException(
                        "(" + configuration + ") cannot be trained: " + TrainingException.summary(e)
                                + advice.map(line -> "\n" + line).orElse(""),
                        e);
            }
        }
    }

    private static Set<Configuration> samples(SearchSpace space) {
        List<double[]> points = new ArrayList<>();
        for (double place : new double[] {0.5, 0, 1}) {
            points.add(filled(space, place));
        }
        for (int i = 0; i < space.dimensions(); i++) {
            if (space.parameters().get(i).domain() instanceof CategoricalDomain categories) {
                for (String value : categories.values()) {
                    double[] point = filled(space, 0.5);
                    point[i] = categories.toUnit(value);
                    points.add(point);
                }
            }
        }
        Set<Configuration> samples = new LinkedHashSet<>();
        points.forEach(point -> samples.add(space.fromUnit(point)));
        return samples;
    }

    private static double[] filled(SearchSpace space, double place) {
        double[] point = new double[space.dimensions()];
        Arrays.fill(point, place);
        return point;
    }
}
