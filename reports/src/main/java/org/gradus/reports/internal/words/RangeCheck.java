package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Domain;
import org.gradus.core.space.Figures;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.importance.ParameterImportance.Measure;
import org.gradus.reports.internal.words.HealthCard.Topic;

/**
 * Checks whether the winner lies at an end of a range. The learning rate is always checked; another number only if it
 * mattered beyond chance: of several that do not matter, one is at an end by chance.
 */
final class RangeCheck {
    /** The winner is suspect in this share of a range at either end. */
    private static final double MARGIN = 0.1;

    /** How far beyond an end to look on a log scale, as a factor. */
    private static final double BEYOND = 10;

    /** A hyperparameter mattered below this p-value. */
    private static final double SIGNIFICANT = 0.05;

    private final StudyFacts facts;
    private final RankedTrial winner;

    RangeCheck(StudyFacts facts, RankedTrial winner) {
        this.facts = facts;
        this.winner = winner;
    }

    /** A range by its ends. */
    private record Ends(double min, double max, Scale scale) {
        static Optional<Ends> of(Domain domain) {
            if (domain instanceof RealDomain real) {
                return Optional.of(new Ends(real.min(), real.max(), real.scale()));
            }
            return domain instanceof IntegerDomain whole
                    ? Optional.of(new Ends(whole.min(), whole.max(), whole.scale()))
                    : Optional.empty();
        }

        double beyond(boolean upper) {
            if (scale == Scale.LOG) {
                return upper ? max * BEYOND : min / BEYOND;
            }
            return upper ? max + (max - min) : min - (max - min);
        }
    }

    HealthCard card() {
        List<String> findings = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        int checked = 0;
        for (Parameter parameter : facts.view().space().parameters()) {
            Object value = winner.configuration().values().get(parameter.name());
            if (value == null || parameter.domain() instanceof CategoricalDomain || !matters(parameter.name())) {
                continue;
            }
            checked++;
            double place =
                    parameter.domain().contains(value) ? parameter.domain().toUnit(value) : 0.5;
            if (place > MARGIN && place < 1 - MARGIN) {
                continue;
            }
            boolean upper = place > 0.5;
            Ends ends = Ends.of(parameter.domain()).orElseThrow();
            if (upper && isRate(parameter.name()) && breaksWithin(ends)) {
                continue;
            }
            findings.add(parameter.name() + " " + Phrases.value(value) + " lies at the " + (upper ? "upper" : "lower")
                    + " end of its range, " + Figures.of(upper ? ends.max() : ends.min()));
            ranges.add(parameter.name() + (upper ? " up to " : " down to ") + Figures.of(ends.beyond(upper)));
        }
        if (findings.isEmpty()) {
            return HealthCard.good(
                    Topic.RANGE,
                    checked == 0
                            ? "No range of numbers mattered."
                            : "The best lies inside " + (checked == 1 ? "its range." : "all ranges that mattered."));
        }
        return HealthCard.notice(
                Topic.RANGE,
                Phrases.capital(Phrases.list(findings)) + ": a better one may lie beyond.",
                "Extend the range: search " + Phrases.list(ranges) + ".");
    }

    private boolean matters(String name) {
        return isRate(name)
                || facts.importance().stream()
                        .filter(importance -> importance.parameter().equals(name))
                        .flatMap(importance -> importance.measure().stream())
                        .mapToDouble(Measure::pValue)
                        .anyMatch(p -> p < SIGNIFICANT)
                || facts.view().space().dimensions() == 1;
    }

    private static boolean isRate(String name) {
        return name.equals(SearchSpace.LEARNING_RATE);
    }

    /** Whether training breaks down above the winner and below the end: then nothing better lies beyond. */
    private boolean breaksWithin(Ends ends) {
        return facts.breakdown()
                .above()
                .map(broken -> broken.rate() <= ends.max())
                .orElse(false);
    }
}
