package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.trainers.replay.TraceRow;

/**
 * The tasks by what they have in common, so that a figure can be held out: a problem is what a task's name has before its
 * first hyphen, a network with its data, while what follows is the optimizer.
 *
 * @param tasks the names of the tasks of each group, by the group's name
 */
record TaskGroups(Map<String, Set<String>> tasks) {
    /** The name of the group of all tasks. */
    static final String ALL = "all";

    /** All tasks, and where there are several problems each of them alone. */
    static TaskGroups of(List<String> tasks) {
        ImmutableSetMultimap.Builder<String, String> builder = ImmutableSetMultimap.builder();
        tasks.stream().sorted().forEach(task -> builder.put(problem(task), task));
        ImmutableSetMultimap<String, String> problems = builder.build();
        ImmutableMap.Builder<String, Set<String>> groups = ImmutableMap.builder();
        groups.put(ALL, Set.copyOf(tasks));
        if (problems.keySet().size() > 1) {
            problems.keySet().forEach(problem -> groups.put(problem + " alone", problems.get(problem)));
        }
        return new TaskGroups(groups.buildOrThrow());
    }

    private static String problem(String task) {
        int hyphen = task.indexOf('-');
        return hyphen < 0 ? task : task.substring(0, hyphen);
    }

    /** The rows of a group's tasks, in their order. */
    static List<TraceRow> rows(List<TraceRow> rows, Set<String> tasks) {
        return rows.stream().filter(row -> tasks.contains(row.task())).toList();
    }
}
