package org.gradus.reports.internal.words;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.reports.internal.facts.ComparedStudies;

/** The configurations of winners beside each other. Values that differ are printed with digits enough to tell them apart. */
final class ComparedConfigurations {
    private ComparedConfigurations() {}

    static List<ComparedRow> of(ComparedStudies compared, NumberFormats formats) {
        List<Map<String, Object>> winners = compared.each(facts ->
                facts.winner().map(winner -> winner.configuration().values()).orElse(Map.of()));
        Set<String> names = new LinkedHashSet<>();
        compared.each(facts -> facts.view().space())
                .forEach(space -> space.parameters().forEach(parameter -> names.add(parameter.name())));
        return names.stream()
                .map(name -> row(
                        name,
                        winners.stream()
                                .map(values -> Optional.ofNullable(values.get(name)))
                                .toList(),
                        formats))
                .toList();
    }

    private static ComparedRow row(String name, List<Optional<Object>> values, NumberFormats formats) {
        Function<Object, String> brief = value -> name.equals(SearchSpace.LEARNING_RATE) && value instanceof Double rate
                ? formats.rate().of(new LearningRate(rate))
                : Phrases.value(value);
        List<Object> present =
                values.stream().flatMap(Optional::stream).distinct().toList();
        boolean told = present.stream().map(brief).distinct().count() == present.size();
        Function<Object, String> print = told ? brief : Object::toString;
        return new ComparedRow(
                name,
                values.stream()
                        .map(value -> value.map(print).map(ComparedCell::of).orElse(ComparedCell.NONE))
                        .toList());
    }
}
