package org.gradus.reports.internal.importance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gradus.core.space.Figures;
import org.gradus.core.space.SearchSpace;

/**
 * The values of one hyperparameter in groups: a choice by its values, numbers by equally many neighbours.
 *
 * @param groups the group of each value: 0, 1, …, none empty
 * @param names the groups in words
 */
record Grouping(int[] groups, List<String> names) {
    private static final int FEWEST_GROUPS = 2;
    private static final int MOST_GROUPS = 5;

    /** Whole numbers below this are printed to the last digit. */
    private static final double EXACT = 1e6;

    /** Groups values of one kind, Strings or numbers; numbers in about √n groups, so that as many are in each. */
    static Grouping of(String parameter, List<Object> values) {
        return of(parameter, values, (int) Math.sqrt(values.size()));
    }

    /**
     * Groups values of one kind: Strings, or numbers.
     *
     * @param wanted how many groups of numbers there should be, within {@value #FEWEST_GROUPS} to {@value #MOST_GROUPS}
     */
    static Grouping of(String parameter, List<Object> values, int wanted) {
        return values.stream().allMatch(value -> value instanceof String)
                ? ofChoices(values)
                : ofNumbers(
                        parameter,
                        values.stream()
                                .mapToDouble(value -> ((Number) value).doubleValue())
                                .toArray(),
                        Math.max(FEWEST_GROUPS, Math.min(MOST_GROUPS, wanted)));
    }

    /** Numbers one by one, where they are few: each value is a group. */
    static Grouping ofEach(String parameter, List<Object> values) {
        double[] numbers = values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
        double[] distinct = Arrays.stream(numbers).sorted().distinct().toArray();
        return new Grouping(
                Arrays.stream(numbers)
                        .mapToInt(value -> Arrays.binarySearch(distinct, value))
                        .toArray(),
                Arrays.stream(distinct)
                        .mapToObj(value -> show(parameter, value))
                        .toList());
    }

    private static Grouping ofChoices(List<Object> values) {
        List<String> names =
                values.stream().map(Object::toString).distinct().sorted().toList();
        return new Grouping(
                values.stream()
                        .mapToInt(value -> names.indexOf(value.toString()))
                        .toArray(),
                names);
    }

    /** Groups with as many values in each; equal values stay together. */
    private static Grouping ofNumbers(String parameter, double[] values, int wanted) {
        int n = values.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] raw = new int[n];
        for (int place = 0; place < n; place++) {
            boolean sameAsBefore = place > 0 && values[order[place]] == values[order[place - 1]];
            raw[order[place]] = sameAsBefore ? raw[order[place - 1]] : place * wanted / n;
        }
        TreeMap<Integer, Integer> dense = new TreeMap<>();
        Arrays.stream(raw).sorted().forEach(group -> dense.putIfAbsent(group, dense.size()));
        int[] groups =
                Arrays.stream(raw).map(group -> dense.getOrDefault(group, 0)).toArray();
        return new Grouping(
                groups,
                IntStream.range(0, dense.size())
                        .mapToObj(group -> range(parameter, groups, values, group))
                        .toList());
    }

    private static String range(String parameter, int[] groups, double[] values, int group) {
        double[] members = IntStream.range(0, values.length)
                .filter(i -> groups[i] == group)
                .mapToDouble(i -> values[i])
                .sorted()
                .toArray();
        String low = show(parameter, members[0]);
        String high = show(parameter, members[members.length - 1]);
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String show(String parameter, double value) {
        if (parameter.equals(SearchSpace.LEARNING_RATE)) {
            return Figures.rate(value, 2);
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return whole ? Long.toString((long) value) : Figures.of(value, 2);
    }

    /** The group whose ranks are lowest on average. */
    String best(double[] ranks) {
        return IntStream.range(0, names.size())
                .boxed()
                .min(Comparator.comparingDouble(group -> IntStream.range(0, groups.length)
                        .filter(i -> groups[i] == group)
                        .mapToDouble(i -> ranks[i])
                        .average()
                        .orElse(Double.POSITIVE_INFINITY)))
                .map(names::get)
                .orElse("");
    }
}
