package org.gradus.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.budget.EpochRanking;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.Allocation;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study of many trials is asked for costs as much as its trials, not as their square. */
class LargeStudyTest {
    private static StudyView ended(int trials, boolean completed) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 4);
        for (int i = 0; i < trials; i++) {
            double rate = Math.pow(10, -5 + 5 * (i + 0.5) / trials);
            if (completed) {
                study.completed(rate, 0.2, 0.25, 0.3, 0.4 + 0.4 * ((i * 37) % trials) / trials);
            } else {
                study.stopped(rate, 0.2, 0.25, 0.3 + 0.4 * ((i * 37) % trials) / trials);
            }
        }
        return study.view();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allTrialsAreDiagnosedInStepsThatGrowWithTheirNumber(boolean completed) {
        Allocation.assertGrowsWithSize(
                n -> {
                    StudyView study = ended(n, completed);
                    return () -> {
                        CurveDiagnoser diagnoser = CurveDiagnoser.of(study);
                        study.trials().forEach(diagnoser::diagnose);
                    };
                },
                600);
    }

    @Test
    void candidatesAreRankedInStepsThatGrowWithTheirNumber() {
        Allocation.assertGrowsWithSize(
                n -> {
                    StudyView study = ended(n, true);
                    return () -> new ScoreRanking().rank(study);
                },
                600);
    }

    @Test
    void theBestIsKnownAfterEveryEventWithoutLookingAtAllTrials() {
        Allocation.assertGrowsWithSize(
                n -> () -> {
                    StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
                    for (int i = 0; i < n; i++) {
                        study.completed(Math.pow(10, -5 + 5 * (i + 0.5) / n), 0.5);
                        assertThat(study.view().bestCompleted()).isPresent();
                        assertThat(study.view().bestMeanScore()).isPresent();
                    }
                },
                400);
    }

    /** The definition, looked up among all trials: kept up by the fold, it must be the same after every event. */
    private static Optional<TrialId> bestByDefinition(StudyView study) {
        Map<Configuration, List<Trial>> runs = study.trials().stream()
                .filter(t -> t.purpose() == TrialPurpose.SEARCH || t.purpose() == TrialPurpose.REPLICATE)
                .collect(Collectors.groupingBy(Trial::configuration));
        return study.searched().stream()
                .filter(t -> t.finalScore().isPresent())
                .min(Comparator.<Trial>comparingInt(
                                t -> ConfigurationScores.tier(runs.getOrDefault(t.configuration(), List.of())))
                        .thenComparingDouble(
                                t -> ConfigurationScores.meanScore(runs.getOrDefault(t.configuration(), List.of()))
                                        .orElseThrow())
                        .thenComparing(Trial::id))
                .map(Trial::id);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theBestThatIsKeptUpIsTheBestOfAll(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        List<Integer> candidates = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            double rate = Math.pow(10, -random.nextInt(12) / 3.0);
            double figure = random.nextInt(8) / 10.0;
            switch (candidates.isEmpty() ? 0 : random.nextInt(5)) {
                case 0, 1 -> {
                    study.completed(rate, figure);
                    candidates.add(i);
                }
                case 2 -> study.diverged(rate);
                case 3 -> study.stopped(rate, figure);
                default -> study.replicate(candidates.get(random.nextInt(candidates.size())), figure);
            }
            StudyView view = study.view();
            assertThat(view.bestCompleted().map(Trial::id)).isEqualTo(bestByDefinition(view));
            assertThat(new StudyView(
                                    view.space(),
                                    view.objective(),
                                    view.budget(),
                                    List.copyOf(view.trials()),
                                    view.closed(),
                                    view.seed(),
                                    view.prior(),
                                    view.divergence())
                            .bestCompleted()
                            .map(Trial::id))
                    .isEqualTo(bestByDefinition(view));
        }
    }

    @Test
    void everyCandidateIsFoundAgainHoweverManyThereAre() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 1; i <= 1_800; i++) { // Seven chunks of 256 and a part of one.
            study.completed(1.0 / i, 0.5);
            Configuration just = Configuration.of(new LearningRate(1.0 / i));
            assertThat(study.view().hasCandidate(just)).isTrue();
        }
        StudyView view = study.view();
        assertThat(IntStream.rangeClosed(1, 1_800).mapToObj(i -> Configuration.of(new LearningRate(1.0 / i))))
                .allMatch(view::hasCandidate);
        assertThat(view.hasCandidate(Configuration.of(new LearningRate(0.77)))).isFalse();
    }

    @Test
    void equalScoresAreRankedByTheNumbersOfTheirTrials() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 3);
        for (int i = 1; i <= 40; i++) {
            study.held(1.0 / (i + 1), i % 4 == 0 ? 0.7 : 0.5);
        }
        StudyView view = study.view();
        EpochRanking ranking = EpochRanking.of(view.objective(), view.searched(), 1);

        // Ten have .7; behind them the first with .5 are trials 1, 2, 3, 5.
        assertThat(view.trials().stream().filter(t -> ranking.isAmong(13, t)).map(t -> t.id().number()))
                .containsExactly(1, 2, 3, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40);
        assertThat(ranking.words(view.trial(new TrialId(5)), 13)).startsWith("rank 14 of 40");
    }
}
