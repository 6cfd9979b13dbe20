package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.ranking.RankingResult.Tie;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.RankingContract;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.api.Test;

class GeneralizationRankingTest implements RankingContract {
    @Override
    public Ranking newRanking() {
        return new GeneralizationRanking();
    }

    private static RankingResult rank(StudyBuilder study) {
        return new GeneralizationRanking().rank(study.view());
    }

    private static List<Double> rates(RankingResult result) {
        return result.entries().stream().map(e -> e.learningRate().value()).toList();
    }

    private static void replicates(StudyBuilder study, int trial, double... figures) {
        for (double figure : figures) {
            study.replicate(trial, figure);
        }
    }

    @Test
    void freshSeedsCountAndNotTheLuckOfTheSearch() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.95).completed(0.01, 0.85);
        replicates(study, 1, 0.80, 0.81, 0.82);
        replicates(study, 2, 0.86, 0.87, 0.88);
        RankingResult result = rank(study);
        assertThat(rates(result)).containsExactly(0.01, 0.1);
        assertThat(result.winner().orElseThrow().figure().orElseThrow().mean()).isCloseTo(0.87, within(1e-12));
    }

    @Test
    void intervalOfAnOnlyFinalistIsStudents() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.9);
        replicates(study, 1, 0.86, 0.88, 0.90);
        Estimate best = rank(study).winner().orElseThrow().figure().orElseThrow();
        // By hand: deviation 0.02; t with 2 degrees of freedom 4.302653.
        double half = 4.302653 * 0.02 / Math.sqrt(3);
        assertThat(best.low()).isCloseTo(0.88 - half, within(1e-7));
        assertThat(best.high()).isCloseTo(0.88 + half, within(1e-7));
        assertThat(best.count()).isEqualTo(3);
    }

    @Test
    void intervalOfTheBestOfSeveralEqualsLeansDownwards() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2);
        for (int i = 0; i < 9; i++) {
            study.completed(0.1 / (i + 1), 0.80 + 0.01 * (i % 3));
        }
        replicates(study, 1, 0.80, 0.82, 0.81);
        replicates(study, 2, 0.82, 0.83, 0.84);
        replicates(study, 3, 0.81, 0.80, 0.82);
        Estimate best = rank(study).winner().orElseThrow().figure().orElseThrow();
        assertThat(best.mean()).isCloseTo(0.83, within(1e-12));
        assertThat(best.high() - best.mean()).isLessThan((best.mean() - best.low()) / 2);
    }

    @Test
    void twoSeedsAreTooFewToTellEvenFarApart() {
        StudyBuilder study = StudyBuilder.of(
                        SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(5, 1))
                .completed(0.1, 7000)
                .completed(0.01, 8000)
                .completed(0.001, 11_000);
        for (double loss : new double[] {4200, 8812}) {
            study.replicate(1, loss).replicate(2, 9752 + (8812 - loss));
        }
        Tie tie = rank(study).tie().orElseThrow();
        assertThat(tie.close()).isFalse();
        assertThat(tie.behind()).isGreaterThan(1000);
    }

    @Test
    void tiedAreCloseWhereManySeedsAgree() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 8; i++) {
            study.completed(0.1 / (i + 1), 0.80 + 0.01 * (i % 2));
        }
        for (int seed = 0; seed < 20; seed++) {
            double noise = seed % 2 == 0 ? 0.01 : -0.01;
            study.replicate(1, 0.805 + noise).replicate(2, 0.805 - noise);
        }
        assertThat(rank(study).tie().orElseThrow().close()).isTrue();
    }

    @Test
    void chancesAreWordedAlikeOnBothSidesOfTheTie() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.86)
                .completed(0.05, 0.86)
                .completed(0.01, 0.72);
        replicates(study, 1, 0.850, 0.870, 0.860);
        replicates(study, 2, 0.868, 0.852, 0.861);
        replicates(study, 3, 0.70, 0.71, 0.72);
        assertThat(rank(study).entries())
                .extracting(RankedTrial::reason)
                .allMatch(reason -> reason.matches(".*; (\\d+|< 1|> 99) % to be the best.*"));
    }

    @Test
    void whatTheNoiseHidesIsTied() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.86)
                .completed(0.05, 0.86)
                .completed(0.01, 0.71);
        replicates(study, 1, 0.850, 0.870, 0.860);
        replicates(study, 2, 0.868, 0.852, 0.861);
        replicates(study, 3, 0.70, 0.71, 0.72);
        RankingResult result = rank(study);
        assertThat(result.entries()).extracting(RankedTrial::tiedBest).containsExactly(true, true, false);
        assertThat(result.entries().get(2).reason()).contains("; < 1 % to be the best");
        double sum = result.entries().stream()
                .mapToDouble(e -> e.probabilityBest().orElseThrow())
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(result.entries().get(2).probabilityBest().orElseThrow()).isLessThan(0.01);
    }

    @Test
    void pairingBySeedSeesWhatTheSpreadHides() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.70).completed(0.01, 0.72);
        replicates(study, 1, 0.60, 0.70, 0.80);
        replicates(study, 2, 0.621, 0.719, 0.820);
        List<RankedTrial> entries = rank(study).entries();
        assertThat(entries.get(0).learningRate().value()).isEqualTo(0.01);
        assertThat(entries.get(1).tiedBest()).isFalse();
    }

    @Test
    void amongTheTiedTheSmallerGapComesFirst() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1)
                .completed(configuration(0.1), curve(0.1, 0.2, 0.85))
                .completed(configuration(0.01), curve(0.01, 0.5, 0.85));
        for (double noise : new double[] {0.01, -0.01, 0}) {
            replicate(study, 1, curve(0.1, 0.2 + noise, 0.85 + noise));
            replicate(study, 2, curve(0.01, 0.5 - noise, 0.85 - noise));
        }
        RankingResult result = rank(study);
        assertThat(rates(result)).containsExactly(0.01, 0.1);
        assertThat(result.entries()).allMatch(RankedTrial::tiedBest);
        assertThat(result.entries().get(1).reason()).contains("gap");
    }

    @Test
    void divergingUnderAFreshSeedCostsThePlaceAmongTheSound() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.5, 0.95)
                .completed(0.1, 0.8)
                .completed(0.01, 0.7);
        replicates(study, 1, 0.95, 0.95);
        divergedReplicate(study, 1);
        replicates(study, 2, 0.79, 0.80, 0.81);
        RankingResult result = rank(study);
        assertThat(rates(result)).containsExactly(0.1, 0.01, 0.5);
        assertThat(result.entries().get(2).reason()).isEqualTo("diverged in 1 of 3 trainings with fresh seeds");
        assertThat(result.warnings()).anyMatch(w -> w.contains("5e-1") && w.contains("edge of divergence"));
    }

    @Test
    void repetitionsThatAllFailedAreReportedWithTheReason() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.8).completed(0.01, 0.9);
        for (int i = 0; i < 3; i++) {
            TrialId id = proposeReplicate(study, 2);
            study.record(new TrialEvent.TrialEnded(id, new Outcome.Failed("no memory left\nIts last lines: ...", "")));
        }
        assertThat(rank(study).warnings())
                .contains("3 of 3 repetitions failed: no memory left")
                .noneMatch(w -> w.contains("Train the finalists again"));
    }

    @Test
    void withoutReplicatesNothingIsClaimed() {
        RankingResult result =
                rank(StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.8).completed(0.01, 0.9));
        RankedTrial best = result.winner().orElseThrow();
        assertThat(best.probabilityBest()).isEmpty();
        assertThat(best.figure().orElseThrow().hasInterval()).isFalse();
        assertThat(result.warnings()).anyMatch(w -> w.contains("trained once only"));
    }

    @Test
    void warnsOfAWinnerAtTheEndOfTheRange() {
        RankingResult upper =
                rank(StudyBuilder.rates(1e-5, 1, 2).completed(0.5, 0.9).completed(0.01, 0.8));
        assertThat(upper.warnings()).anyMatch(w -> w.contains("upper end of the range, 1e0") && w.contains("1e1"));
        RankingResult lower =
                rank(StudyBuilder.rates(1e-5, 1, 2).completed(2e-5, 0.9).completed(0.01, 0.8));
        assertThat(lower.warnings()).anyMatch(w -> w.contains("lower end of the range, 1e-5"));
        RankingResult middle =
                rank(StudyBuilder.rates(1e-5, 1, 2).completed(1e-3, 0.9).completed(0.01, 0.8));
        assertThat(middle.warnings()).noneMatch(w -> w.contains("end of the range"));
    }

    @Test
    void warnsWhenTheBaselineIsAsGood() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).baseline(0.01, 0.85).completed(0.1, 0.9);
        replicates(study, 1, 0.85, 0.86, 0.87);
        replicates(study, 2, 0.851, 0.872, 0.859);
        assertThat(rank(study).warnings()).anyMatch(w -> w.contains("default rate, 1e-2"));
    }

    @Test
    void saysWhereToSearchWhenAllDiverged() {
        RankingResult result = rank(StudyBuilder.rates(1e-5, 1, 2).diverged(0.5).diverged(0.02));
        assertThat(result.warnings()).anyMatch(w -> w.contains("2 diverged") && w.contains("below 2e-2"));
    }

    @Test
    void sameStudyGivesTheSameRanking() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.9)
                .completed(0.05, 0.9)
                .completed(0.01, 0.9);
        replicates(study, 1, 0.85, 0.87, 0.86);
        replicates(study, 2, 0.86, 0.85, 0.87);
        replicates(study, 3, 0.84, 0.86, 0.85);
        StudyView view = study.view();
        assertThat(newRanking().rank(view)).isEqualTo(newRanking().rank(view));
    }

    private static Configuration configuration(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    private static List<CurvePoint> curve(double rate, double trainLoss, double accuracy) {
        return Curves.evaluated(
                rate,
                10,
                List.of(Evaluation.of(2.3, 0.1), Evaluation.of(trainLoss, 0.9)),
                List.of(Evaluation.of(2.3, 0.1), Evaluation.of(0.6, accuracy)));
    }

    private static void replicate(StudyBuilder study, int of, List<CurvePoint> curve) {
        TrialId id = proposeReplicate(study, of);
        study.record(new TrialEvent.CurveExtended(id, curve, "test", 0, Optional.empty()));
        study.record(new TrialEvent.TrialEnded(
                id,
                new Outcome.Completed(
                        study.view()
                                .trial(id)
                                .scoreAt(study.view().objective(), study.view().maxEpochs()),
                        "trained")));
    }

    private static void divergedReplicate(StudyBuilder study, int of) {
        TrialId id = proposeReplicate(study, of);
        study.record(new TrialEvent.TrialEnded(id, new Outcome.Diverged(3, "the loss is NaN at step 3")));
    }

    private static TrialId proposeReplicate(StudyBuilder study, int of) {
        TrialId id = new TrialId(study.view().trials().size() + 1);
        TrialPlan original = study.view().trial(new TrialId(of)).plan();
        int replicate = study.view().replicatesOf(original.id()).size() + 1;
        TrialPlan plan = TrialPlan.replicate(id, original, replicate, Seeds.of(0, replicate))
                .proposedBy("engine", "again with a fresh seed");
        study.record(new TrialEvent.TrialProposed(plan, study.view().maxEpochs()));
        return id;
    }
}
