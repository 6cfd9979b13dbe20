package org.gradus.reports.internal.words;

import java.util.List;
import java.util.Optional;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;
import org.gradus.reports.internal.rates.RateAxis;
import org.gradus.reports.internal.rates.RateColors;

/** Writes the ranking table. */
final class RankingRows {
    private final StudyFacts facts;
    private final NumberFormats formats;
    private final Optional<RateAxis> axis;
    private final List<String> heads;

    RankingRows(StudyFacts facts, NumberFormats formats, Optional<RateAxis> axis) {
        this.facts = facts;
        this.formats = formats;
        this.axis = axis;
        this.heads = heads(facts);
    }

    /** The names of the other hyperparameters, in the order of the space. */
    static List<String> heads(StudyFacts facts) {
        return facts.view().space().parameters().stream()
                .map(p -> p.name())
                .filter(name -> !name.equals(SearchSpace.LEARNING_RATE))
                .toList();
    }

    List<RankingRow> rows(ShownCandidates shown) {
        return shown.entries().stream().map(this::row).toList();
    }

    private RankingRow row(RankedTrial entry) {
        Trial trial = entry.trial();
        TrialFacts of = facts.trial(trial.id());
        return new RankingRow(
                entry.rank(),
                trial.id().number(),
                mark(entry),
                formats.rate().of(trial),
                RateColors.of(axis, trial),
                others(trial),
                entry.figure().map(figure -> formats.figure().of(figure.mean())).orElse("–"),
                entry.figure().map(formats::interval).orElse(""),
                basis(entry),
                entry.chanceWords().orElse(""),
                formats.test(facts, entry),
                SettledEpoch.words(of),
                formats.gap(facts, entry),
                formats.worstDrop(facts, entry),
                of.diagnosis().label().word(),
                Phrases.severity(of.diagnosis().label()),
                Phrases.capital(of.diagnosis().evidence()),
                of.outcome(),
                epochs(trial),
                Phrases.capital(entry.reason()));
    }

    private String mark(RankedTrial entry) {
        boolean wins = facts.winner()
                .map(w -> w.trial().id().equals(entry.trial().id()))
                .orElse(false);
        if (wins) {
            return "best";
        }
        if (entry.trial().purpose() == TrialPurpose.BASELINE) {
            return "default";
        }
        return entry.tiedBest() ? "tied" : "";
    }

    private List<String> others(Trial trial) {
        return heads.stream()
                .map(name -> Optional.ofNullable(trial.configuration().values().get(name)))
                .map(value -> value.map(Phrases::value).orElse("–"))
                .toList();
    }

    private String basis(RankedTrial entry) {
        Optional<Estimate> figure = entry.figure();
        if (figure.isEmpty()) {
            return "";
        }
        boolean again = entry.replicates().stream().anyMatch(t -> t.ended(OutcomeKind.COMPLETED));
        if (again || figure.get().count() > 1) {
            return Phrases.count(figure.get().count(), "seed");
        }
        return entry.trial().ended(OutcomeKind.COMPLETED)
                ? "1 training"
                : "epoch " + entry.trial().epochsTrained();
    }

    private String epochs(Trial trial) {
        return trial.epochsTrained() + " of " + facts.view().maxEpochs();
    }
}
