package org.gradus.reports.internal.words;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.RankingResult.Tie;
import org.gradus.core.space.LearningRate;
import org.gradus.reports.internal.facts.StudyFacts;

/** Says how sure it is that the best candidate is the best. */
final class AnswerCertainty {
    /** Tied rates that are named; the others are counted. */
    private static final int NAMED = 4;

    private final StudyFacts facts;
    private final NumberFormats formats;

    AnswerCertainty(StudyFacts facts, NumberFormats formats) {
        this.facts = facts;
        this.formats = formats;
    }

    /** How sure the winner is, in a sentence. */
    String words(RankedTrial winner) {
        if (winner.probabilityBest().isEmpty()) {
            boolean once = winner.figure().map(figure -> figure.count() == 1).orElse(true);
            return once
                    ? "It was measured once only, so how sure this is cannot be said."
                    : "Nothing else was trained again to compare it with.";
        }
        if (!winner.tiedBest()) {
            return betterBaseline().orElse("It is the best of those searched, but not the best of those compared.");
        }
        List<String> tied = facts.tiedBest().stream()
                .map(RankedTrial::trial)
                .filter(t -> !t.id().equals(winner.trial().id()))
                .sorted(Comparator.comparing(
                        t -> t.learningRate().map(LearningRate::value).orElse(0.0)))
                .map(formats.rate()::of)
                .toList();
        if (tied.isEmpty()) {
            return "It is the best of the finalists: no other has a chance of 5 % to be.";
        }
        List<String> named = tied.size() <= NAMED
                ? tied
                : List.of(String.join(", ", tied.subList(0, NAMED)), Phrases.count(tied.size() - NAMED, "other"));
        return facts.result()
                .ranking()
                .tie()
                .map(tie -> words(tie, named, tied.size()))
                .orElse("It is tied with " + Phrases.list(named) + ".");
    }

    private String words(Tie tie, List<String> named, int others) {
        if (tie.close()) {
            return "It is tied with " + Phrases.list(named)
                    + ": they differ by less than the noise of one training, so "
                    + (others == 1 ? "either" : "any of them") + " will do.";
        }
        return "There are too few fresh seeds to tell it from " + Phrases.list(named) + ": "
                + (others == 1 ? "either" : "any of them") + " may be the best, by up to "
                + formats.figure().of(tie.behind()) + ".";
    }

    private Optional<String> betterBaseline() {
        return facts.baseline()
                .filter(RankedTrial::tiedBest)
                .flatMap(baseline -> baseline.chanceWords()
                        .map(chance ->
                                (baseline.trial().learningRate().isPresent() ? "The default rate, " : "The baseline, ")
                                        + formats.rate().of(baseline.trial())
                                        + ", is the best of those compared, with a chance of " + chance
                                        + ": keep it."));
    }
}
