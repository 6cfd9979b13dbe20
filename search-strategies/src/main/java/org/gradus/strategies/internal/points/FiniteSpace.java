package org.gradus.strategies.internal.points;

import com.google.common.collect.Lists;
import com.google.common.primitives.Doubles;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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
        long combinations = 1;
        for (Parameter parameter : space.parameters()) {
            combinations *= values(parameter.domain());
            if (combinations > MOST_COMBINATIONS) {
                return Optional.empty();
            }
        }
        List<List<Double>> places = space.parameters().stream()
                .map(parameter -> places(parameter.domain()))
                .toList();
        return Optional.of(Lists.cartesianProduct(places).stream()
                .map(unit -> space.fromUnit(Doubles.toArray(unit)))
                .distinct()
                .toList());
    }

    private static long values(Domain domain) {
        return switch (domain.kind()) {
            case REAL -> MOST_COMBINATIONS + 1L;
            case INTEGER -> Math.min(MOST_COMBINATIONS + 1L, ((IntegerDomain) domain).size());
            case CATEGORICAL -> ((CategoricalDomain) domain).values().size();
        };
    }

    private static List<Double> places(Domain domain) {
        if (domain instanceof IntegerDomain integers) {
            return LongStream.range(0, integers.size())
                    .mapToObj(i -> integers.toUnit(integers.min() + i))
                    .toList();
        }
        return ((CategoricalDomain) domain)
                .values().stream().map(domain::toUnit).toList();
    }
}
