package org.gradus.strategies.points;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;

/** Lists the configurations of a space that has few of them. */
public final class FiniteSpace {
    /** A space with more combinations than this is treated as endless. */
    public static final int MOST_COMBINATIONS = 10_000;

    private FiniteSpace() {}

    /** All configurations in the order of their coordinates, or nothing for an endless space. */
    public static Optional<List<Configuration>> configurations(SearchSpace space) {
        int[] counts = new int[space.dimensions()];
        long combinations = 1;
        for (int i = 0; i < counts.length; i++) {
            long values = values(space.parameters().get(i));
            combinations *= values;
            if (combinations > MOST_COMBINATIONS) {
                return Optional.empty();
            }
            counts[i] = (int) values;
        }
        Set<Configuration> configurations = new LinkedHashSet<>();
        double[] unit = new double[counts.length];
        for (int combination = 0; combination < combinations; combination++) {
            int rest = combination;
            for (int i = counts.length - 1; i >= 0; i--) {
                unit[i] = place(space.parameters().get(i).domain(), rest % counts[i]);
                rest /= counts[i];
            }
            configurations.add(space.fromUnit(unit));
        }
        return Optional.of(ImmutableList.copyOf(configurations));
    }

    private static long values(Parameter parameter) {
        return switch (parameter.domain().kind()) {
            case REAL -> MOST_COMBINATIONS + 1L;
            case INTEGER -> Math.min(MOST_COMBINATIONS + 1L, ((IntegerDomain) parameter.domain()).size());
            case CATEGORICAL ->
                ((CategoricalDomain) parameter.domain()).values().size();
        };
    }

    private static double place(Domain domain, int index) {
        if (domain instanceof IntegerDomain integers) {
            return integers.toUnit(integers.min() + index);
        }
        CategoricalDomain categories = (CategoricalDomain) domain;
        return categories.toUnit(categories.values().get(index));
    }
}
