package org.gradus.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialPurpose;

/** Puts together the figures under the answer. */
final class AnswerFacts {
    private final StudyFacts facts;
    private final Formats formats;
    private final Objective objective;

    AnswerFacts(StudyFacts facts, Formats formats) {
        this.facts = facts;
        this.formats = formats;
        this.objective = facts.view().objective();
    }

    /** The figures of a winner. */
    List<Fact> of(RankedTrial winner) {
        List<Fact> list = new ArrayList<>();
        winner.figure().map(this::score).ifPresent(list::add);
        list.add(test(winner));
        list.add(certainty(winner));
        baseline(winner).ifPresent(list::add);
        list.add(distance());
        list.add(training(winner));
        list.add(gap(winner));
        list.add(cost());
        return list;
    }

    private Fact score(Estimate estimate) {
        String basis =
                switch (estimate.count()) {
                    case 1 -> "one training, so without an interval";
                    default ->
                        "mean of " + estimate.count() + " fresh seeds"
                                + (estimate.hasInterval() ? ", 95 % interval " + formats.interval(estimate) : "");
                };
        return new Fact(Words.capital(objective.words()), formats.figure().of(estimate.mean()), basis);
    }

    private Fact test(RankedTrial winner) {
        String label = "Test " + objective.metric();
        Optional<Double> figure = winner.test().flatMap(test -> finite(test.metric(objective.metric())));
        if (figure.isEmpty()) {
            return new Fact(label, "not read", "the test split was not evaluated");
        }
        double validation = winner.figure().orElseThrow().mean();
        double optimism = objective.toScore(figure.get()) - objective.toScore(validation);
        String compared = "validation − test "
                + formats.figure().signed(objective.maximize() ? optimism : -optimism)
                + Optimism.of(facts).words(winner);
        long readings = facts.result().testReads();
        return new Fact(
                label,
                formats.figure().of(figure.get()),
                "read once, after ranking, " + Words.count(readings, "model") + "; " + compared);
    }

    private static Optional<Double> finite(java.util.OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble())
                ? Optional.of(value.getAsDouble())
                : Optional.empty();
    }

    private Fact certainty(RankedTrial winner) {
        long compared = facts.result().ranking().entries().stream()
                .filter(e -> e.probabilityBest().isPresent())
                .count();
        return winner.probabilityBest().isPresent()
                ? new Fact(
                        "Chance to be the best",
                        Words.percent(winner.probabilityBest().getAsDouble()),
                        "among the " + compared + " trained again with fresh seeds")
                : new Fact("Chance to be the best", "unknown", "nothing was trained again to hold it against");
    }

    private Optional<Fact> baseline(RankedTrial winner) {
        return facts.baseline().flatMap(baseline -> {
            String label = "Gain over the default rate";
            String rate = formats.rate(baseline.trial());
            if (baseline.figure().isEmpty()) {
                return Optional.of(new Fact(
                        label,
                        "–",
                        "default " + rate + ": "
                                + facts.trial(baseline.trial().id()).outcomeWord()));
            }
            double gain = objective.toScore(baseline.figure().get().mean())
                    - objective.toScore(winner.figure().orElseThrow().mean());
            String doubt = baseline.tiedBest() && winner.tiedBest()
                    ? facts.result()
                            .ranking()
                            .tie()
                            .map(tie ->
                                    tie.close() ? "; less than the noise of one training" : "; too few seeds to tell")
                            .orElse("")
                    : "";
            return Optional.of(new Fact(
                    label,
                    formats.figure().signed(gain),
                    "default " + rate + ": "
                            + formats.estimate(baseline.figure().get()) + doubt));
        });
    }

    private Fact distance() {
        return new Fact(
                "Distance to breakdown",
                facts.breakdown().distance(),
                facts.breakdown().words());
    }

    private Fact training(RankedTrial winner) {
        Diagnosis diagnosis = facts.trial(winner.trial().id()).diagnosis();
        return new Fact("Training", diagnosis.label().word(), diagnosis.label().meaning());
    }

    private Fact gap(RankedTrial winner) {
        return new Fact(
                "Generalization gap",
                formats.gap(facts, winner),
                "validation loss − training loss after the last epoch");
    }

    private Fact cost() {
        long replicates = facts.trials(TrialPurpose.REPLICATE).size();
        String again = replicates == 0 ? "" : ", with " + Words.count(replicates, "retraining");
        return new Fact(
                "Cost",
                Words.count(facts.view().searched().size(), "trial"),
                Words.epochs(facts.result().epochsSpent()) + " epochs in all" + again + "; "
                        + Words.duration(facts.result().trainingMillis()) + " of training");
    }

    /** The figures of a study without a winner. */
    List<Fact> withoutWinner() {
        return List.of(cost());
    }
}
