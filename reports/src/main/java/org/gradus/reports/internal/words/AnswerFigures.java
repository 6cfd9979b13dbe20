package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.ValidationOptimism;

/** Puts together the figures under the answer. */
final class AnswerFigures {
    private final StudyFacts facts;
    private final NumberFormats formats;
    private final Objective objective;

    /** Whether the learning rate was searched. */
    private final boolean rated;

    AnswerFigures(StudyFacts facts, NumberFormats formats) {
        this.facts = facts;
        this.formats = formats;
        this.objective = facts.view().objective();
        this.rated = facts.view().space().learningRateDomain().isPresent();
    }

    /** The figures of a winner. */
    List<AnswerFigure> of(RankedTrial winner) {
        List<AnswerFigure> list = new ArrayList<>();
        winner.figure().map(this::score).ifPresent(list::add);
        list.add(test(winner));
        list.add(certainty(winner));
        baseline(winner).ifPresent(list::add);
        if (rated) {
            list.add(distance());
        }
        list.add(training(winner));
        list.add(gap(winner));
        list.add(cost());
        return list;
    }

    private AnswerFigure score(Estimate estimate) {
        String basis =
                switch (estimate.count()) {
                    case 1 -> "one training, so without an interval";
                    default ->
                        "mean of " + estimate.count() + " fresh seeds"
                                + (estimate.hasInterval() ? ", 95 % interval " + formats.interval(estimate) : "");
                };
        return new AnswerFigure(
                Phrases.capital(objective.words()), formats.figure().of(estimate.mean()), basis);
    }

    private AnswerFigure test(RankedTrial winner) {
        String label = "Test " + objective.metric();
        Optional<Double> figure = winner.test().stream()
                .flatMapToDouble(test -> test.metric(objective.metric()).stream())
                .filter(Double::isFinite)
                .boxed()
                .findFirst();
        if (figure.isEmpty()) {
            return new AnswerFigure(label, "not read", "the test split was not evaluated");
        }
        double validation = winner.figure().orElseThrow().mean();
        double optimism = objective.toScore(figure.get()) - objective.toScore(validation);
        String compared = "validation − test "
                + formats.figure().signed(objective.maximize() ? optimism : -optimism)
                + optimism(winner);
        long readings = facts.result().testReads();
        return new AnswerFigure(
                label,
                formats.figure().of(figure.get()),
                "read once, after ranking, " + Phrases.count(readings, "model") + "; " + compared);
    }

    private String optimism(RankedTrial winner) {
        return switch (ValidationOptimism.of(facts.result(), winner)) {
            case UNKNOWN, TEST_IS_BETTER -> "";
            case WITHIN_NOISE -> " (within noise)";
            case VALIDATION_FLATTERS -> " (validation flatters)";
        };
    }

    private AnswerFigure certainty(RankedTrial winner) {
        long compared = facts.result().ranking().entries().stream()
                .filter(e -> e.probabilityBest().isPresent())
                .count();
        return winner.chanceWords()
                .map(chance -> new AnswerFigure(
                        "Chance to be the best", chance, "among the " + compared + " trained again with fresh seeds"))
                .orElseGet(() -> new AnswerFigure(
                        "Chance to be the best", "unknown", "nothing was trained again to compare it with"));
    }

    private Optional<AnswerFigure> baseline(RankedTrial winner) {
        return facts.baseline().flatMap(baseline -> {
            String label = !rated
                    ? "Gain over the baseline"
                    : facts.view().space().dimensions() > 1 ? "Gain over the default" : "Gain over the default rate";
            String rate = BaselineWords.of(facts, formats, baseline.trial());
            if (baseline.figure().isEmpty()) {
                return Optional.of(new AnswerFigure(
                        label,
                        "–",
                        "default " + rate + ": "
                                + facts.trial(baseline.trial().id()).outcome()));
            }
            double gain = facts.gain().orElseThrow();
            String doubt = baseline.tiedBest() && winner.tiedBest()
                    ? facts.result()
                            .ranking()
                            .tie()
                            .map(tie ->
                                    tie.close() ? "; less than the noise of one training" : "; too few seeds to tell")
                            .orElse("")
                    : "";
            return Optional.of(new AnswerFigure(
                    label,
                    formats.figure().signed(gain),
                    "default " + rate + ": "
                            + formats.estimate(baseline.figure().get()) + doubt));
        });
    }

    private AnswerFigure distance() {
        return new AnswerFigure(
                "Distance to breakdown",
                facts.breakdown().distance(),
                facts.breakdown().words());
    }

    private AnswerFigure training(RankedTrial winner) {
        Diagnosis diagnosis = facts.trial(winner.trial().id()).diagnosis();
        return new AnswerFigure(
                "Training", diagnosis.label().word(), diagnosis.label().meaning());
    }

    private AnswerFigure gap(RankedTrial winner) {
        return new AnswerFigure(
                "Generalization gap",
                formats.gap(facts, winner),
                "validation loss − training loss after the last epoch");
    }

    private AnswerFigure cost() {
        long replicates = facts.trials(TrialPurpose.REPLICATE).size();
        String again = replicates == 0 ? "" : ", with " + Phrases.count(replicates, "retraining");
        return new AnswerFigure(
                "Cost",
                Phrases.count(facts.view().searched().size(), "trial"),
                Phrases.epochs(facts.result().epochsSpent()) + " epochs in all" + again + "; "
                        + Phrases.duration(facts.result().trainingMillis()) + " of training");
    }

    /** The figures of a study without a winner. */
    List<AnswerFigure> withoutWinner() {
        return List.of(cost());
    }
}
