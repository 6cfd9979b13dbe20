package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ranking keeps to. A test class of a ranking implements this interface and its factory. */
public interface RankingContract {
    int EPOCHS = 4;

    Ranking newRanking();

    /**
     * One candidate of a random study.
     *
     * @param kind how its training in the search ended
     * @param figures its accuracies after epochs 1, 2, …
     * @param again its final accuracies with fresh seeds; empty unless it completed
     */
    record Case(OutcomeKind kind, double rate, double[] figures, double[] again) {
        static Case random(Random random, double rate) {
            OutcomeKind kind = OutcomeKind.values()[Math.max(0, random.nextInt(6) - 2)];
            int epochs =
                    switch (kind) {
                        case COMPLETED -> EPOCHS;
                        case STOPPED, DIVERGED -> 1 + random.nextInt(EPOCHS - 1);
                        case FAILED -> 0;
                    };
            boolean again = kind == OutcomeKind.COMPLETED && random.nextBoolean();
            return new Case(kind, rate, accuracies(random, epochs), accuracies(random, again ? 3 : 0));
        }

        private static double[] accuracies(Random random, int count) {
            return IntStream.range(0, count)
                    .mapToDouble(i -> 0.2 + 0.7 * random.nextDouble())
                    .toArray();
        }

        void addTo(StudyBuilder study) {
            switch (kind) {
                case COMPLETED -> study.completed(rate, figures);
                case STOPPED -> study.stopped(rate, figures);
                case DIVERGED -> study.diverged(rate, figures);
                case FAILED -> study.failed(rate, "a test");
            }
        }
    }

    static IntStream seeds() {
        String replay = System.getProperty("test.seed");
        return replay == null ? IntStream.range(0, 50) : IntStream.of(Integer.parseInt(replay));
    }

    private static List<Case> cases(int seed) {
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            cases.add(Case.random(random, 1e-5 * Math.pow(10, 5.0 * i / 40)));
        }
        return cases;
    }

    private static StudyView study(List<Case> cases) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, EPOCHS);
        cases.forEach(c -> c.addTo(study));
        for (int replicate = 0; replicate < 3; replicate++) {
            for (int i = 0; i < cases.size(); i++) {
                if (cases.get(i).again().length > 0) {
                    study.replicate(i + 1, cases.get(i).again()[replicate]);
                }
            }
        }
        return study.view();
    }

    private static List<Double> rates(RankingResult result) {
        return result.entries().stream().map(e -> e.learningRate().value()).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void everyCandidateStandsOnceAndEveryPlaceHasAReason(int seed) {
        StudyView study = study(cases(seed));
        List<RankedTrial> entries = newRanking().rank(study).entries();
        assertThat(entries)
                .extracting(RankedTrial::rank)
                .as("Ranks count from 1, without gaps")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, entries.size()).boxed().toList());
        assertThat(entries)
                .extracting(RankedTrial::trial)
                .as("Every candidate of the search is ranked, and only once")
                .containsExactlyInAnyOrderElementsOf(study.searched());
        assertThat(entries)
                .extracting(RankedTrial::reason)
                .as("Every place has a reason")
                .noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void orderOfTrialsChangesNothing(int seed) {
        List<Case> cases = cases(seed);
        List<Double> expected = rates(newRanking().rank(study(cases)));
        List<Case> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(rates(newRanking().rank(study(shuffled))))
                .as("The ranking does not depend on the order of the trials")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void completedBeforeStoppedBeforeDivergedBeforeFailed(int seed) {
        List<RankedTrial> entries = newRanking().rank(study(cases(seed))).entries();
        assertThat(entries)
                .extracting(e -> e.trial().outcome().map(Outcome::kind).orElseThrow())
                .as("Completed trials rank before stopped ones, these before diverged and those before failed ones")
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void figuresAreFiniteAndTheWinnerHasOne(int seed) {
        StudyView study = study(cases(seed));
        RankingResult result = newRanking().rank(study);
        assertThat(result.entries())
                .flatExtracting(e -> e.figure().stream().toList())
                .as("Every figure of the ranking is finite")
                .allMatch(figure -> Double.isFinite(figure.mean()));
        boolean measured =
                study.searched().stream().anyMatch(t -> t.ended(OutcomeKind.COMPLETED) || t.ended(OutcomeKind.STOPPED));
        assertThat(result.winner().isPresent())
                .as("There is a winner exactly if a trial was measured")
                .isEqualTo(measured);
    }

    @Test
    default void betterFinalScoreStandsHigher() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .completed(0.1, 0.6)
                .completed(0.01, 0.9)
                .completed(0.001, 0.3)
                .view();
        assertThat(rates(newRanking().rank(study)))
                .as("Of completed trials, the better final score ranks higher")
                .containsExactly(0.01, 0.1, 0.001);
    }

    /** The luckiest run, .9, has a sibling of .5; .8 once stands before their mean. */
    @Test
    default void configurationProposedAgainCountsByItsMean() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 1)
                .completed(0.01, 0.9)
                .completed(0.1, 0.8)
                .completed(0.01, 0.5)
                .view();
        RankingResult result = newRanking().rank(study);
        assertThat(result.winner().orElseThrow().trial().id().number())
                .as("A configuration proposed twice counts by the mean of its trainings, not by the luckiest")
                .isEqualTo(2);
        assertThat(result.entries().get(1).figure().orElseThrow().mean())
                .as("The figure of a configuration proposed twice is the mean of 0.9 and 0.5")
                .isCloseTo(0.7, within(1e-12));
        assertThat(result.entries().get(1).figure().orElseThrow().count())
                .as("The figure of a configuration proposed twice counts 2 trainings")
                .isEqualTo(2);
    }

    @Test
    default void lastEpochCountsAndNotTheLuckiest() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .completed(0.1, 0.5, 0.95, 0.6, 0.5)
                .completed(0.01, 0.4, 0.5, 0.6, 0.7)
                .view();
        assertThat(rates(newRanking().rank(study)))
                .as("The score of the last epoch counts, not that of the luckiest")
                .containsExactly(0.01, 0.1);
    }

    @Test
    default void stoppedRankByTheDeepestRungFirst() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .stopped(0.1, 0.9)
                .stopped(0.01, 0.5, 0.6)
                .stopped(0.001, 0.5, 0.7)
                .view();
        assertThat(rates(newRanking().rank(study)))
                .as("Stopped trials rank by the epochs they reached, then by their score there")
                .containsExactly(0.001, 0.01, 0.1);
    }

    @Test
    default void testFiguresChangeNothing() {
        StudyBuilder study =
                StudyBuilder.rates(1e-5, 1, EPOCHS).completed(0.1, 0.6).completed(0.01, 0.9);
        List<Double> before = rates(newRanking().rank(study.view()));
        study.test(1, 0.01, 0.99).test(2, 5, 0.1);
        assertThat(rates(newRanking().rank(study.view())))
                .as("The test split has no say in the ranking")
                .isEqualTo(before);
    }

    @Test
    default void baselineIsRankedButNeverWins() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .baseline(0.01, 0.95)
                .completed(0.1, 0.6)
                .view();
        RankingResult result = newRanking().rank(study);
        assertThat(result.entries())
                .extracting(e -> e.trial().purpose())
                .as("The baseline is ranked beside the candidates")
                .containsExactlyInAnyOrder(TrialPurpose.BASELINE, TrialPurpose.SEARCH);
        assertThat(result.winner().orElseThrow().learningRate().value())
                .as("The baseline never wins")
                .isEqualTo(0.1);
    }

    @Test
    default void sweepsAndReplicatesAreNoCandidates() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .sweep(1e-5, 1, 2.3, 2.0, 9.0)
                .completed(0.1, 0.6)
                .replicate(2, 0.7)
                .view();
        assertThat(newRanking().rank(study).entries())
                .extracting(RankedTrial::trial)
                .extracting(Trial::purpose)
                .as("Sweeps and replicates are no candidates")
                .containsExactly(TrialPurpose.SEARCH);
    }

    @Test
    default void studyWithoutTrialsHasNoWinner() {
        RankingResult result =
                newRanking().rank(StudyBuilder.rates(1e-5, 1, EPOCHS).view());
        assertThat(result.entries()).as("A study without trials has no ranks").isEmpty();
        assertThat(result.winner()).as("A study without trials has no winner").isEmpty();
    }

    @Test
    default void studyWhereAllDivergedOrFailedHasNoWinner() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .failed(0.01, "out of memory")
                .diverged(0.1)
                .diverged(0.2, 0.3)
                .view();
        RankingResult result = newRanking().rank(study);
        assertThat(result.winner())
                .as("A study where all trials diverged or failed has no winner")
                .isEmpty();
        assertThat(result.entries().get(2).trial().ended(OutcomeKind.FAILED))
                .as("A failed trial ranks last")
                .isTrue();
    }

    @Test
    default void runningTrialsStandWhereTheyStand() {
        StudyView study = StudyBuilder.rates(1e-5, 1, EPOCHS)
                .running(0.1, 2)
                .waiting(0.01, 0.5)
                .held(0.001, 0.5, 0.6)
                .completed(0.02, 0.3)
                .view();
        assertThat(rates(newRanking().rank(study)))
                .as("Trials that have not ended rank after completed ones, by the epochs they reached")
                .containsExactly(0.02, 0.001, 0.01, 0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, 1e-300})
    default void lossesOfAnySizeAreRanked(double size) {
        StudyBuilder study = StudyBuilder.of(
                SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(3, 2));
        study.completed(0.1, 9 * size, 8 * size)
                .completed(0.01, 9 * size, 2 * size)
                .completed(0.001, 9 * size, 4 * size);
        for (int replicate = 1; replicate <= 3; replicate++) {
            for (int trial = 1; trial <= 3; trial++) {
                double loss = study.view()
                        .searched()
                        .get(trial - 1)
                        .finalScore()
                        .orElseThrow()
                        .value();
                study.replicate(trial, 9 * size, loss * (1 + 0.01 * replicate));
            }
        }
        RankingResult result = newRanking().rank(study.view());
        assertThat(result.entries())
                .extracting(
                        e -> e.trial().learningRate().map(LearningRate::value).orElseThrow())
                .as("Losses of the size of %s are ranked as others are", size)
                .containsExactly(0.01, 0.001, 0.1);
    }
}
