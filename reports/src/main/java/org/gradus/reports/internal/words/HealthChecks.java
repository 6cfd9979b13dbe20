package org.gradus.reports.internal.words;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.rangetest.RateEvidence;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.RankingResult.Tie;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.facts.ScoreSpread;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.words.HealthCard.Topic;

/** Checks a study that has a winner: what a colleague would ask before using it. */
final class HealthChecks {
    /** Fewer completed trials are few. */
    private static final int FEW_TRIALS = 5;

    /** More failed trials than this share are many. */
    private static final double MANY_FAILED = 0.2;

    /** About as many seeds are needed to tell rates that are close. */
    private static final int ENOUGH_SEEDS = 10;

    /** A rate that breaks down below this many times the winner is near. */
    private static final double NEAR = 2;

    private final StudyFacts facts;
    private final NumberFormats formats;
    private final RankedTrial winner;
    private final String name;

    private HealthChecks(StudyFacts facts, NumberFormats formats, RankedTrial winner) {
        this.facts = facts;
        this.formats = formats;
        this.winner = winner;
        this.name = winner.trial().learningRate().isPresent() ? "rate" : "configuration";
    }

    /** What each check found, in the order of topics; none for a study without a winner. */
    static List<HealthCard> of(StudyFacts facts, NumberFormats formats) {
        return facts.winner()
                .map(winner -> new HealthChecks(facts, formats, winner).all())
                .orElseGet(List::of);
    }

    private List<HealthCard> all() {
        ImmutableList.Builder<HealthCard> cards = ImmutableList.builder();
        cards.add(stability(), new RangeCheck(facts, winner).card(), epochs(), seeds(), baseline());
        ScoreSpread.of(facts.result()).map(this::noise).ifPresent(cards::add);
        cards.add(trials());
        return ImmutableList.sortedCopyOf(Comparator.comparing(HealthCard::topic), cards.build());
    }

    private HealthCard stability() {
        Diagnosis diagnosis = facts.trial(winner.trial().id()).diagnosis();
        long diverged = winner.replicates().stream()
                .filter(t -> t.ended(OutcomeKind.DIVERGED))
                .count();
        String lower = "Take a lower " + name + ", or search again below it.";
        if (diverged > 0) {
            return HealthCard.bad(
                    Topic.STABILITY,
                    "The best diverged in " + diverged + " of "
                            + Phrases.count(winner.replicates().size(), "training") + " with fresh seeds.",
                    lower);
        }
        return switch (diagnosis.label()) {
            case UNSTABLE ->
                HealthCard.bad(Topic.STABILITY, "The best trained unsteadily: " + diagnosis.evidence() + ".", lower);
            case COLLAPSED ->
                HealthCard.bad(
                        Topic.STABILITY,
                        "Even the best is no better than guessing: " + diagnosis.evidence() + ".",
                        lower);
            default -> distance();
        };
    }

    private HealthCard distance() {
        Optional<RateEvidence> above = facts.breakdown().above();
        double rate = facts.breakdown().reference();
        String words = Phrases.capital(facts.breakdown().words()) + ".";
        if (facts.view().space().dimensions() > 1) {
            return HealthCard.good(
                    Topic.STABILITY,
                    "The best trained steadily."
                            + (rate > 0
                                    ? " Of all configurations: "
                                            + facts.breakdown().words() + "."
                                    : ""));
        }
        if (above.isPresent() && rate > 0 && above.get().rate() < NEAR * rate) {
            return HealthCard.notice(
                    Topic.STABILITY,
                    words,
                    "Where a training must not fail, take half the rate: " + Figures.rate(rate / 2) + ".");
        }
        return HealthCard.good(Topic.STABILITY, rate > 0 ? words : "The best trained steadily.");
    }

    private HealthCard epochs() {
        int all = facts.view().maxEpochs();
        if (!winner.trial().ended(OutcomeKind.COMPLETED)) {
            return HealthCard.notice(
                    Topic.EPOCHS,
                    "No trial was trained to the last epoch: the best stands at epoch "
                            + winner.trial().epochsTrained() + " of " + all + ".",
                    "Let the search go on, with a budget that trains the best to the end.");
        }
        Diagnosis diagnosis = facts.trial(winner.trial().id()).diagnosis();
        return switch (diagnosis.label()) {
            case UNDER_TRAINED ->
                HealthCard.notice(
                        Topic.EPOCHS,
                        "The best was still improving at the last of " + Phrases.count(all, "epoch")
                                + ": with more, the order may change.",
                        "Train longer: search again with " + 2 * all + " epochs.");
            case OVERFITTING ->
                HealthCard.notice(
                        Topic.EPOCHS,
                        "The best memorizes the training set: " + diagnosis.evidence() + ".",
                        "Train for fewer epochs, or with more regularization or data.");
            default ->
                HealthCard.good(
                        Topic.EPOCHS,
                        Phrases.count(all, "epoch") + (all == 1 ? " was" : " were")
                                + " enough: the best was not improving any more.");
        };
    }

    private HealthCard seeds() {
        long seeds = winner.evidence().size();
        boolean again = winner.replicates().stream().anyMatch(t -> t.ended(OutcomeKind.COMPLETED));
        if (!again) {
            return HealthCard.notice(
                    Topic.SEEDS,
                    "The best was trained once, and chosen for its score, which is likely flattered by luck.",
                    "Train the finalists again with 3 fresh seeds or more (replicates).");
        }
        Optional<Tie> tie = facts.result().ranking().tie();
        if (winner.probabilityBest().isEmpty() || seeds < 2) {
            return HealthCard.notice(
                    Topic.SEEDS,
                    "The best has " + Phrases.count(seeds, "fresh seed")
                            + ": its difference from others cannot be compared with noise.",
                    "Train the finalists with 3 fresh seeds or more (replicates).");
        }
        if (winner.tiedBest() && tie.isPresent() && !tie.get().close()) {
            return HealthCard.notice(
                    Topic.SEEDS,
                    Phrases.count(seeds, "fresh seed") + " cannot tell the best from "
                            + Phrases.count(Math.max(1, facts.tiedBest().size() - 1), "other")
                            + ": one training differs from the next by "
                            + formats.figure().of(tie.get().noise()) + ".",
                    "If it matters, train them with " + Math.max(ENOUGH_SEEDS, 2 * seeds)
                            + " fresh seeds (replicates); else take any of them.");
        }
        return HealthCard.good(
                Topic.SEEDS,
                Phrases.count(seeds, "fresh seed") + " are enough: "
                        + (tie.isPresent()
                                ? "those that are tied differ by less than one training from the next."
                                : "no other finalist has a chance of 5 % to be the best."));
    }

    private HealthCard baseline() {
        Optional<RankedTrial> found = facts.baseline();
        if (found.isEmpty()) {
            return HealthCard.notice(
                    Topic.GAIN,
                    "No default was trained: what the search gained is not known.",
                    "Train what you used before beside the finalists (baseline).");
        }
        RankedTrial baseline = found.get();
        String is = "The default, " + formats.rate().of(baseline.trial()) + ", ";
        if (baseline.figure().isEmpty()) {
            return HealthCard.good(
                    Topic.GAIN, is + facts.trial(baseline.trial().id()).outcome() + ": the search found what trains.");
        }
        double gain = facts.gain().orElse(0);
        String against = formats.figure().of(baseline.figure().get().mean()) + " against "
                + formats.figure().of(winner.figure().map(Estimate::mean).orElse(Double.NaN));
        if (baseline.rank() < winner.rank() || gain < 0) {
            return HealthCard.bad(
                    Topic.GAIN,
                    is + "did better than all that was searched: " + against + ".",
                    "Keep the default, or search around it.");
        }
        if (baseline.tiedBest() && winner.tiedBest()) {
            return tied(is, against);
        }
        if (baseline.evidence().size() < winner.evidence().size()) {
            return HealthCard.notice(
                    Topic.GAIN,
                    is + "was trained less often than the best: " + against + ".",
                    "Train the default with as many fresh seeds before you count on the gain.");
        }
        return HealthCard.good(
                Topic.GAIN, is + "is worse by " + formats.figure().of(Math.abs(gain)) + ": " + against + ".");
    }

    private HealthCard tied(String is, String against) {
        boolean close = facts.result().ranking().tie().map(Tie::close).orElse(false);
        return close
                ? HealthCard.notice(
                        Topic.GAIN,
                        is + "is as good as the best but for the noise of one training: " + against + ".",
                        "Stop searching: the default will do.")
                : HealthCard.notice(
                        Topic.GAIN,
                        is + "may be as good as the best: " + against + ".",
                        "Compare the two with " + ENOUGH_SEEDS + " fresh seeds before you change anything.");
    }

    private HealthCard noise(ScoreSpread spread) {
        String differ = Phrases.count(spread.candidates(), "candidate") + " that were trained to the end differ by "
                + formats.figure().of(spread.deviation()) + ", trainings of one by "
                + formats.figure().of(spread.noise()) + " (standard deviations).";
        return spread.exceedsNoise()
                ? HealthCard.good(Topic.NOISE, differ)
                : HealthCard.notice(
                        Topic.NOISE,
                        differ + " Among these, luck decides.",
                        "Stop searching between them: take any, or search wider ranges or other parameters.");
    }

    private HealthCard trials() {
        List<Trial> searched = facts.view().searched();
        long completed = count(searched, OutcomeKind.COMPLETED);
        long failed = count(searched, OutcomeKind.FAILED);
        if (failed > MANY_FAILED * searched.size()) {
            return HealthCard.bad(
                    Topic.TRIALS,
                    failed + " of " + Phrases.count(searched.size(), "trial") + " failed.",
                    "Repair what failed: the reasons are in the table of decisions.");
        }
        if (completed < FEW_TRIALS) {
            return HealthCard.notice(
                    Topic.TRIALS,
                    "Only " + Phrases.count(completed, "trial") + (completed == 1 ? " was" : " were")
                            + " trained to the last epoch: the range is sparsely known.",
                    "Let the search go on with more trials.");
        }
        return HealthCard.good(
                Topic.TRIALS,
                completed + " of " + Phrases.count(searched.size(), "trial") + " were trained to the last epoch, "
                        + count(searched, OutcomeKind.STOPPED) + " stopped early, "
                        + count(searched, OutcomeKind.DIVERGED) + " diverged, " + failed + " failed.");
    }

    private static long count(List<Trial> trials, OutcomeKind kind) {
        return trials.stream().filter(t -> t.ended(kind)).count();
    }
}
