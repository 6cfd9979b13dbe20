package org.gradus.reports.internal.importance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Domain;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;

/**
 * The candidates with one value of a hyperparameter, or with neighbouring ones, and the learning rate that goes with it.
 *
 * @param parameter the name of the hyperparameter
 * @param value the value or the range of values in words
 * @param single whether it is one value rather than a range
 * @param entries its ranked candidates, best first
 */
public record ValueGroup(String parameter, String value, boolean single, List<RankedTrial> entries) {
    /** A whole number with at most as many values that were tried is shown value by value. */
    private static final int MOST_VALUES = 8;

    /** The groups of other numbers. */
    private static final int GROUPS = 4;

    private static final int FEWEST_GOOD = 3;
    private static final int GOOD_SHARE = 4;

    public ValueGroup {
        entries = List.copyOf(entries);
    }

    /**
     * The groups of every hyperparameter but the learning rate, in the order of the space and of the values.
     *
     * @param ranking all candidates, best first
     */
    public static List<ValueGroup> of(StudyView study, List<RankedTrial> ranking) {
        RankedCandidates ranked = RankedCandidates.of(ranking);
        List<ValueGroup> groups = new ArrayList<>();
        for (Parameter parameter : study.space().parameters()) {
            RankedCandidates with = ranked.having(parameter.name());
            if (!parameter.name().equals(SearchSpace.LEARNING_RATE) && with.size() > 0) {
                boolean single = isSingle(parameter, with);
                List<Object> values = with.values(parameter.name());
                boolean choice = parameter.domain().kind() == Domain.Kind.CATEGORICAL;
                Grouping grouping = single && !choice
                        ? Grouping.ofEach(parameter.name(), values)
                        : Grouping.of(parameter.name(), values, GROUPS);
                IntStream.range(0, grouping.names().size())
                        .mapToObj(group -> new ValueGroup(
                                parameter.name(),
                                grouping.names().get(group),
                                single,
                                IntStream.range(0, with.size())
                                        .filter(i -> grouping.groups()[i] == group)
                                        .mapToObj(with.entries()::get)
                                        .toList()))
                        .forEach(groups::add);
            }
        }
        return List.copyOf(groups);
    }

    private static boolean isSingle(Parameter parameter, RankedCandidates with) {
        return switch (parameter.domain().kind()) {
            case CATEGORICAL -> true;
            case INTEGER -> with.values(parameter.name()).stream().distinct().count() <= MOST_VALUES;
            case REAL -> false;
        };
    }

    /** How many of them diverged. */
    public long diverged() {
        return entries.stream().filter(RankedCandidates::diverged).count();
    }

    /** The median figure of those that were trained to the last epoch. */
    public OptionalDouble median() {
        double[] figures = entries.stream()
                .filter(e -> e.trial().ended(OutcomeKind.COMPLETED))
                .flatMap(e -> e.figure().stream())
                .mapToDouble(Estimate::mean)
                .toArray();
        return figures.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(new Median().evaluate(figures));
    }

    /** The first of the ranking that was measured. */
    public Optional<RankedTrial> best() {
        return entries.stream().filter(e -> e.figure().isPresent()).findFirst();
    }

    /**
     * The learning rates of its best quarter, at least three, rising; empty where it has too few candidates for a quarter to
     * say something.
     */
    public List<LearningRate> goodRates() {
        List<LearningRate> rates = entries.stream()
                .filter(e -> e.trial().ended(OutcomeKind.COMPLETED))
                .limit(Math.max(FEWEST_GOOD, entries.size() / GOOD_SHARE))
                .flatMap(e -> e.trial().learningRate().stream())
                .sorted(Comparator.comparingDouble(LearningRate::value))
                .toList();
        return entries.size() > FEWEST_GOOD && rates.size() >= FEWEST_GOOD ? rates : List.of();
    }
}
