package org.gradus.strategies.internal.grid;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.SearchSpace;

/**
 * The points of a grid in the order coarse to fine: of each parameter first the middle, then the ends, then always the
 * point farthest from those before it; a combination comes when the last of its coordinates does.
 */
final class GridPoints {
    /** As many points as a budget without limits gets. */
    private static final int DEFAULT_POINTS = 30;

    private static final int MOST_POINTS = 100_000;

    private final SearchSpace space;
    private final int[] counts;

    private GridPoints(SearchSpace space, int[] counts) {
        this.space = space;
        this.counts = counts;
    }

    /** A grid with that many points of each numeric parameter. */
    static GridPoints of(SearchSpace space, int pointsPerParameter) {
        int[] counts = new int[space.dimensions()];
        for (int i = 0; i < counts.length; i++) {
            Domain domain = space.parameters().get(i).domain();
            boolean all = domain.kind() == Domain.Kind.CATEGORICAL;
            counts[i] = (int) (all ? most(domain) : Math.min(most(domain), pointsPerParameter));
        }
        return new GridPoints(space, counts);
    }

    /** The finest grid with no more points than the budget pays for: all categories, the numeric ones in turn refined. */
    static GridPoints fitting(SearchSpace space, double trainings) {
        int most = trainings <= MOST_POINTS ? Math.max(1, (int) trainings) : DEFAULT_POINTS;
        int[] counts = of(space, 1).counts;
        boolean grew = true;
        while (grew) {
            grew = false;
            for (int i = 0; i < counts.length; i++) {
                long others = product(counts) / counts[i];
                Domain domain = space.parameters().get(i).domain();
                if (counts[i] < most(domain) && others * (counts[i] + 1) <= most) {
                    counts[i]++;
                    grew = true;
                }
            }
        }
        return new GridPoints(space, counts);
    }

    private static long most(Domain domain) {
        return switch (domain.kind()) {
            case REAL -> Integer.MAX_VALUE;
            case INTEGER -> ((IntegerDomain) domain).size();
            case CATEGORICAL -> ((CategoricalDomain) domain).values().size();
        };
    }

    private static long product(int[] counts) {
        return Arrays.stream(counts).asLongStream().reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    }

    /** The size in words, such as {@code 5 x 3}. */
    String describe() {
        return Arrays.stream(counts).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }

    /** The configurations, coarse to fine; those that differ in inactive parameters only come once. */
    List<Configuration> configurations() {
        if (product(counts) > MOST_POINTS) {
            throw new IllegalStateException("a grid of " + describe() + " points is too large: at most " + MOST_POINTS
                    + "\nMaybe use strategy 'quasi-random'.");
        }
        List<int[]> orders = new ArrayList<>();
        for (int count : counts) {
            orders.add(coarseToFine(count));
        }
        List<int[]> ranks = combinations();
        ranks.sort(Comparator.<int[]>comparingInt(r -> Arrays.stream(r).max().orElse(0))
                .thenComparingInt(r -> Arrays.stream(r).sum()));
        LinkedHashSet<Configuration> configurations = new LinkedHashSet<>();
        for (int[] rank : ranks) {
            double[] unit = new double[counts.length];
            for (int i = 0; i < counts.length; i++) {
                unit[i] = place(i, orders.get(i)[rank[i]]);
            }
            configurations.add(space.fromUnit(unit));
        }
        return ImmutableList.copyOf(configurations);
    }

    private List<int[]> combinations() {
        List<int[]> combinations = new ArrayList<>();
        for (long combination = 0; combination < product(counts); combination++) {
            int[] ranks = new int[counts.length];
            long rest = combination;
            for (int i = counts.length - 1; i >= 0; i--) {
                ranks[i] = (int) (rest % counts[i]);
                rest /= counts[i];
            }
            combinations.add(ranks);
        }
        return combinations;
    }

    private double place(int parameter, int index) {
        Domain domain = space.parameters().get(parameter).domain();
        int count = counts[parameter];
        return switch (domain.kind()) {
            case REAL -> count == 1 ? 0.5 : index / (count - 1.0);
            case INTEGER -> {
                IntegerDomain integers = (IntegerDomain) domain;
                yield integers.size() == count
                        ? integers.toUnit(integers.min() + index)
                        : count == 1 ? 0.5 : index / (count - 1.0);
            }
            case CATEGORICAL ->
                domain.toUnit(((CategoricalDomain) domain).values().get(index));
        };
    }

    /** The indices from 0 to count − 1: the middle, the ends, then always the lowest of those farthest from the chosen. */
    static int[] coarseToFine(int count) {
        int[] order = new int[count];
        PriorityQueue<Gap> gaps = new PriorityQueue<>(Gap.WIDEST);
        gaps.add(new Gap(-1, count, count / 2, Integer.MAX_VALUE));
        for (int k = 0; k < count; k++) {
            Gap widest = gaps.remove();
            order[k] = widest.place;
            Gap.between(widest.from, widest.place, count).ifPresent(gaps::add);
            Gap.between(widest.place, widest.until, count).ifPresent(gaps::add);
        }
        return order;
    }

    /**
     * Indices between two that are chosen, or between one and an end.
     *
     * @param from the chosen one below, or −1
     * @param until the chosen one above, or the number of indices
     * @param place the lowest of those farthest from the chosen
     * @param distance how far it is from them
     */
    private record Gap(int from, int until, int place, int distance) {
        static final Comparator<Gap> WIDEST =
                Comparator.comparingInt(Gap::distance).reversed().thenComparingInt(Gap::place);

        static Optional<Gap> between(int from, int until, int count) {
            if (until - from < 2) {
                return Optional.empty();
            }
            int place = from < 0 ? 0 : until == count ? count - 1 : (from + until) / 2;
            return Optional.of(new Gap(from, until, place, from < 0 ? until : place - from));
        }
    }
}
