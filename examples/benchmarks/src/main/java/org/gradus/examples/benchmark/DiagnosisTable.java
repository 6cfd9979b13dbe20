package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.space.Figures;

/** How often the diagnosis agrees with the label, and the confusion matrices, by table and together. */
final class DiagnosisTable {
    private final List<DiagnosisRow> rows;

    DiagnosisTable(List<DiagnosisRow> rows) {
        this.rows = List.copyOf(rows);
    }

    private record Group(String name, List<DiagnosisRow> rows) {
        long count(Predicate<DiagnosisRow> which) {
            return rows.stream().filter(which).count();
        }

        String share(Predicate<DiagnosisRow> which) {
            return Figures.fixed(count(which) / (double) rows.size(), 3);
        }
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>(List.of(new Group("all", rows)));
        rows.stream()
                .map(DiagnosisRow::task)
                .distinct()
                .map(task -> new Group(
                        task,
                        rows.stream().filter(row -> row.task().equals(task)).toList()))
                .forEach(groups::add);
        return groups;
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "The shares of trainings whose diagnosis is their label, whose label lies within the noise of the seeds, whose",
                "diagnosis is a label that the record admits, whose diagnosis has the same remedy, and whose label the rules find",
                "in one seed.",
                ""));
        lines.addAll(new Columns<Group>()
                .add("table", Group::name)
                .add("trainings", group -> group.rows().size())
                .add("agree", group -> group.count(DiagnosisRow::agrees))
                .add("agreement", group -> group.share(DiagnosisRow::agrees))
                .add("borderline", group -> group.share(DiagnosisRow::isBorderline))
                .add("admitted", group -> group.share(DiagnosisRow::isAdmitted))
                .add("same remedy", group -> group.share(DiagnosisRow::sameRemedy))
                .add("one seed", group -> group.share(DiagnosisRow::isFoundInOneSeed))
                .markdown(groups()));
        groups().forEach(group -> lines.addAll(matrix(group)));
        return lines;
    }

    private static List<String> matrix(Group group) {
        List<Label> labels = Arrays.asList(Label.values());
        List<String> lines =
                new ArrayList<>(List.of("", group.name() + ": a row for each label, a column for each diagnosis", ""));
        lines.addAll(new Columns<Label>()
                .add("label", Label::word)
                .addAll(
                        labels,
                        Label::word,
                        diagnosed -> label -> group.count(
                                row -> row.label() == label && row.diagnosis().label() == diagnosed))
                .markdown(labels.stream()
                        .filter(label -> group.count(row -> row.label() == label) > 0)
                        .toList()));
        return lines;
    }

    List<String> csv() {
        return new Columns<DiagnosisRow>()
                .add("table", DiagnosisRow::task)
                .add("learning_rate", row -> row.run().rate())
                .add("seed", row -> row.run().seed())
                .add("label", row -> row.label().word())
                .add("admitted", row -> row.admitted().stream().map(Label::word).collect(Collectors.joining(" ")))
                .add("one_seed", row -> row.ofOneSeed().word())
                .add("diagnosis", row -> row.diagnosis().label().word())
                .csv(rows);
    }
}
