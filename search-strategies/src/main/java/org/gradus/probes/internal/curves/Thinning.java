package org.gradus.probes.internal.curves;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves out some of many: the time of a model grows with the square or the cube of their number. */
public final class Thinning {
    private Thinning() {}

    /** At most {@code most} of them, spread evenly over their order. */
    public static <T> List<T> spread(List<T> all, int most) {
        return all.size() <= most
                ? all
                : IntStream.range(0, most)
                        .mapToObj(i -> all.get((int) ((long) i * all.size() / most)))
                        .toList();
    }

    /**
     * At most {@code most} of them, an even number: the foremost half of those kept, and of the others as many evenly over their
     * order.
     */
    public static <T> List<T> foremost(List<T> all, int most, Comparator<? super T> order) {
        if (all.size() <= most) {
            return all;
        }
        List<T> sorted = new ArrayList<>(all);
        sorted.sort(order);
        List<T> kept = new ArrayList<>(sorted.subList(0, most / 2));
        kept.addAll(spread(sorted.subList(most / 2, sorted.size()), most / 2));
        return kept;
    }
}
