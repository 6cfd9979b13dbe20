package org.gradus.examples.launcher.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.RankingResult.Tie;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/** What a search found, in a few lines: the rate, how sure that is, the test figures, what it cost. */
final class SearchSummary {
    private final StudyResult result;

    private SearchSummary(StudyResult result) {
        this.result = result;
    }

    static String of(StudyResult result) {
        SearchSummary findings = new SearchSummary(result);
        List<String> lines = new ArrayList<>();
        result.findBest().ifPresentOrElse(best -> findings.say(best, lines), () -> lines.add(findings.nothing()));
        result.ranking().warnings().forEach(warning -> lines.add("Note: " + warning));
        lines.add("Spent: " + Figures.counted(result.epochsSpent(), "epoch") + " in "
                + Figures.counted(result.view().trials().size(), "training") + ", "
                + Figures.of(result.trainingMillis() / 1000.0)
                + " s of training.");
        return String.join(System.lineSeparator(), lines);
    }

    private String nothing() {
        return "No winner: none of " + result.view().searched().size() + " trials was trained to the last epoch with a"
                + " finite " + result.view().objective().words() + ".";
    }

    private void say(RankedTrial best, List<String> lines) {
        lines.add((result.interrupted() ? "Best so far: " : "Best: ") + what(best.trial()) + " ("
                + best.trial().id() + "), " + best.figure().map(this::words).orElse("not measured") + ".");
        if (best.trial().configuration().values().size() > 1) {
            lines.add("With: " + best.trial().configuration() + ".");
        }
        sureness(best).ifPresent(lines::add);
        best.test()
                .ifPresent(test ->
                        lines.add("Test: " + words(test) + seeds(best.evidence().size()) + "; the test split was read "
                                + Figures.counted((double) result.testReads(), "time") + ", after ranking."));
        baseline().ifPresent(lines::add);
    }

    /** The rate of a trial; all that it has where no rate is searched. */
    private static String what(Trial trial) {
        return trial.learningRate()
                .map(rate -> "learning rate " + rate)
                .orElseGet(() -> trial.configuration().toString());
    }

    private String words(Estimate figure) {
        String mean = result.view().objective().words() + " " + Figures.fixed(figure.mean(), 3);
        String spread = figure.hasInterval()
                ? " (95 % interval " + Figures.fixed(figure.low(), 3) + " to " + Figures.fixed(figure.high(), 3) + ")"
                : "";
        return mean + spread + seeds(figure.count());
    }

    private static String seeds(int count) {
        return count > 1 ? ", mean of " + count + " seeds" : ", one seed";
    }

    private static String words(Evaluation evaluation) {
        String loss = "loss " + Figures.fixed(evaluation.loss(), 3);
        return evaluation.accuracy().isPresent()
                ? "accuracy " + Figures.fixed(evaluation.accuracy().getAsDouble(), 3) + ", " + loss
                : loss;
    }

    private Optional<String> sureness(RankedTrial best) {
        List<String> tied = result.ranking().entries().stream()
                .filter(e ->
                        e.tiedBest() && e.rank() != best.rank() && e.trial().purpose() == TrialPurpose.SEARCH)
                .map(e -> e.trial()
                        .learningRate()
                        .map(LearningRate::toString)
                        .orElseGet(() -> "(" + e.trial().configuration() + ")"))
                .toList();
        List<String> parts = new ArrayList<>();
        best.probabilityBest().ifPresent(p -> parts.add("it is the best with probability " + Figures.fixed(p, 2)));
        if (!tied.isEmpty()) {
            parts.add(tie(String.join(", ", tied)));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("How sure: " + String.join("; ", parts) + ".");
    }

    private String tie(String others) {
        Optional<Tie> tie = result.ranking().tie();
        if (tie.isEmpty()) {
            return "tied with " + others;
        }
        return tie.get().close()
                ? "it differs from " + others + " by less than the noise of one training"
                : "the fresh seeds are too few to tell it from " + others + ", which may be better by up to "
                        + Figures.of(tie.get().behind(), 2);
    }

    private Optional<String> baseline() {
        return result.ranking().entries().stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.BASELINE)
                .findFirst()
                .map(e -> "Without a search: the default rate " + e.learningRate() + ", "
                        + e.figure()
                                .map(this::words)
                                .orElseGet(() -> e.trial()
                                        .outcome()
                                        .map(o -> o.kind().word())
                                        .orElse("not trained"))
                        + e.test().map(t -> "; test " + words(t)).orElse("") + ".");
    }
}
