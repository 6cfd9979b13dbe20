package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.trainers.replay.CurveTable.Column;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a curve table.
 *
 * @param names all columns, in order
 * @param seed the index of the column {@code seed}; {@code epoch} and the figures follow it
 * @param columns the figures that are there, in order
 */
record CurveTableHeader(List<String> names, int seed, Set<Column> columns) {
    CurveTableHeader {
        names = ImmutableList.copyOf(names);
        columns = Sets.immutableEnumSet(columns);
    }

    static CurveTableHeader parse(String file, @Nullable String line) {
        if (line == null) {
            throw new CurveTableException(file + " is empty");
        }
        List<String> names = List.of(line.split(",", -1));
        int seed = names.indexOf("seed");
        if (!names.get(0).equals("learning_rate")
                || seed < 0
                || ImmutableSet.copyOf(names).size() != names.size()) {
            throw wrong(file, names);
        }
        List<String> rest = new ArrayList<>(names.subList(seed, names.size()));
        List<Column> columns = Stream.of(Column.values())
                .filter(column -> column.isRequired() || rest.contains(column.header()))
                .toList();
        List<String> expected = Stream.concat(
                        Stream.of("seed", "epoch"), columns.stream().map(Column::header))
                .toList();
        if (!rest.equals(expected)) {
            throw wrong(file, names);
        }
        return new CurveTableHeader(names, seed, ImmutableSet.copyOf(columns));
    }

    /** The index of each hyperparameter but the rate, by name. */
    Map<String, Integer> hyperparameters() {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        for (int i = 1; i < seed; i++) {
            indexes.put(names.get(i), i);
        }
        return indexes;
    }

    private static CurveTableException wrong(String file, List<String> names) {
        String figures = Stream.of(Column.values())
                .map(column -> column.isRequired() ? column.header() : "[" + column.header() + "]")
                .collect(Collectors.joining(","));
        return new CurveTableException(
                file + ", line 1: the columns must be learning_rate,[other hyperparameters],seed," + "epoch," + figures
                        + ", but are " + String.join(",", names));
    }
}
