package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.rangetest.RateEvidence;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.reports.internal.facts.StudyFacts;

/** Says the answer as one would tell it to a colleague. */
final class AnswerWords {
    private final StudyFacts facts;
    private final NumberFormats formats;

    AnswerWords(StudyFacts facts, NumberFormats formats) {
        this.facts = facts;
        this.formats = formats;
    }

    /** What to train with, what it brings, and what lies above it. */
    String of(RankedTrial winner) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Train with " + configuration(winner) + ".");
        winner.figure().ifPresent(figure -> sentences.add(score(figure) + gain(winner) + "."));
        if (winner.trial().learningRate().isPresent()) {
            sentences.add(above());
        }
        return String.join(" ", sentences);
    }

    private String configuration(RankedTrial winner) {
        List<String> values = new ArrayList<>();
        if (winner.trial().learningRate().isPresent()) {
            values.add("a learning rate of " + formats.rate().of(winner.trial()));
        }
        values.addAll(AnswerSection.others(winner.configuration()));
        return Phrases.list(values);
    }

    private String score(Estimate figure) {
        return "It gives a " + facts.view().objective().words() + " of "
                + formats.figure().of(figure.mean())
                + (figure.count() == 1 ? " in one training" : " on average over " + figure.count() + " fresh seeds");
    }

    private String gain(RankedTrial winner) {
        return facts.baseline()
                .filter(baseline -> baseline.figure().isPresent())
                .map(baseline -> {
                    double gain = facts.gain().orElse(0);
                    String size = formats.figure().of(Math.abs(gain));
                    String than = " than the default, " + BaselineWords.of(facts, formats, baseline.trial());
                    boolean sure = !(baseline.tiedBest() && winner.tiedBest());
                    return ", " + size + (gain < 0 ? " worse" : " better") + than + (sure ? "" : ", which may be luck");
                })
                .orElse("");
    }

    private String above() {
        long diverged = facts.view().searched().stream()
                .filter(trial -> trial.ended(OutcomeKind.DIVERGED))
                .count();
        String count = diverged == 0 ? "." : "; " + Phrases.count(diverged, "trial") + " of the search diverged.";
        Optional<RateEvidence> above = facts.breakdown().above();
        if (above.isEmpty()) {
            return "No training broke down above it.";
        }
        if (facts.view().space().dimensions() > 1) {
            return "Above it, the first to break down is a training at "
                    + Figures.rate(above.get().rate()) + ", " + above.get().words()
                    + "; its other parameters may be part of the reason" + count;
        }
        String distance = facts.breakdown().distance().replace("× ", "");
        return "Above it, training " + facts.breakdown().verb() + " at " + distance + " times this rate" + count;
    }
}
