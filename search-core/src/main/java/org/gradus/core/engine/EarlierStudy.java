package org.gradus.core.engine;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * A study that another learns from.
 *
 * @param name what it is called
 * @param view how it ended
 */
record EarlierStudy(String name, StudyView view) {
    /**
     * Refuses a study of other parameters. Ranges of numbers may differ.
     *
     * @throws IllegalStateException saying how they differ
     */
    void requireSameParameters(SearchSpace space) {
        Optional<String> difference = view.space().parameters().stream()
                .flatMap(earlier -> difference(earlier, space).stream())
                .findFirst()
                .or(() -> space.parameters().stream()
                        .filter(p -> view.space().find(p.name()).isEmpty())
                        .map(p -> "this search has '" + p.name() + "', which the study lacks")
                        .findFirst());
        difference.ifPresent(words -> {
            throw new IllegalStateException("the search cannot learn from study '" + name + "': " + words
                    + "\nMaybe learn only from studies of the same parameters.");
        });
    }

    private static Optional<String> difference(Parameter earlier, SearchSpace space) {
        String study = "the study has '" + earlier.name() + "'";
        Optional<Parameter> now = space.find(earlier.name());
        if (now.isEmpty()) {
            return Optional.of(study + ", which this search lacks");
        }
        if (!alike(earlier.domain(), now.get().domain())) {
            return Optional.of(study + " " + earlier.domain().describe() + ", this search "
                    + now.get().domain().describe());
        }
        return Objects.equals(earlier.condition(), now.get().condition())
                ? Optional.empty()
                : Optional.of("'" + earlier.name() + "' is active under another condition there");
    }

    private static boolean alike(Domain one, Domain other) {
        return one.kind() == Domain.Kind.CATEGORICAL ? one.equals(other) : one.kind() == other.kind();
    }

    /**
     * What completed with every seed, the best mean first.
     *
     * @throws IllegalStateException if nothing did that measured the objective
     */
    List<Configuration> best(Objective objective) {
        Map<Configuration, List<Trial>> runs = view.trials().stream()
                .filter(t -> t.purpose() == TrialPurpose.SEARCH || t.purpose() == TrialPurpose.REPLICATE)
                .collect(Collectors.groupingBy(Trial::configuration));
        List<Configuration> best = runs.entrySet().stream()
                .filter(e -> mean(e.getValue(), objective).isPresent())
                .sorted(Comparator.<Map.Entry<Configuration, List<Trial>>>comparingDouble(
                                e -> mean(e.getValue(), objective).orElseThrow())
                        .thenComparing(e -> e.getKey().toString()))
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
        if (best.isEmpty()) {
            throw new IllegalStateException("the search cannot learn from study '" + name
                    + "': no trial of it completed and measured " + objective.figure());
        }
        return best;
    }

    private OptionalDouble mean(List<Trial> runs, Objective objective) {
        boolean broke = runs.stream().anyMatch(t -> t.ended(OutcomeKind.DIVERGED));
        return broke
                ? OptionalDouble.empty()
                : runs.stream()
                        .flatMap(t -> t.scoreAt(objective, view.maxEpochs()).stream())
                        .mapToDouble(score -> score.value())
                        .average();
    }
}
