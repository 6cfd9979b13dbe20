package org.gradus.reports.internal.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Score;
import org.gradus.reports.internal.facts.WinnerDifference.Basis;
import org.gradus.reports.testing.Comparisons;
import org.gradus.reports.testing.DemoStudy;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;

class WinnerDifferenceTest {
    private static List<WinnerDifference> differences(StudyResult... studies) {
        return Comparisons.compared(studies).differences();
    }

    /** The accuracies of the winner's fresh seeds. */
    private static double[] accuracies(StudyResult study) {
        return study.best().replicates().stream()
                .mapToDouble(trial -> -trial.finalScore().map(Score::value).orElseThrow())
                .toArray();
    }

    private static double[] minus(double[] figures, double shift) {
        return Arrays.stream(figures).map(figure -> figure - shift).toArray();
    }

    private static StudyResult withFingerprint(StudyResult result, String fingerprint) {
        StudyRecord study = result.study();
        Provenance provenance =
                new Provenance("dl4j", fingerprint, study.provenance().details());
        return new StudyResult(
                new StudyRecord(
                        study.id(), study.space(), study.objective(), study.budget(), study.settings(), provenance),
                result.view(),
                result.ranking(),
                false);
    }

    @Test
    void equalSeedsOfOneTrainerArePaired() {
        StudyResult usual = Demos.usual();
        StudyResult low = Comparisons.lowRates(42);
        WinnerDifference found = differences(low, usual).get(0);
        assertThat(found.better().name()).isEqualTo("fashion-cnn");
        assertThat(found.basis()).isEqualTo(Basis.PAIRED);
        assertThat(found.seeds()).isEqualTo(3);
        assertThat(found.gain())
                .isCloseTo(
                        usual.best().figure().orElseThrow().mean()
                                - low.best().figure().orElseThrow().mean(),
                        within(1e-12));
        double lowEnd = found.gain() - found.halfWidth().orElseThrow();
        assertThat(TestUtils.pairedTTest(minus(accuracies(usual), lowEnd), accuracies(low)))
                .isCloseTo(0.05, within(1e-6));
    }

    @Test
    void otherSeedsAreIndependent() {
        StudyResult usual = Demos.usual();
        StudyResult low = Comparisons.lowRates(7);
        WinnerDifference found = differences(usual, low).get(0);
        assertThat(found.basis()).isEqualTo(Basis.UNPAIRED);
        assertThat(List.of(found.seeds(), found.otherSeeds())).containsExactly(3, 4);
        assertThat(found.exceedsNoise()).isTrue();
        double lowEnd = found.gain() - found.halfWidth().orElseThrow();
        assertThat(TestUtils.tTest(minus(accuracies(usual), lowEnd), accuracies(low)))
                .isCloseTo(0.05, within(1e-6));
    }

    @Test
    void equalSeedsOfDifferentTrainersAreIndependent() {
        WinnerDifference found = differences(Demos.usual(), withFingerprint(Comparisons.lowRates(42), "sha256:0000"))
                .get(0);
        assertThat(found.basis()).isEqualTo(Basis.UNPAIRED);
    }

    /** Of three pairs each interval has a confidence of 1 − 0.05 / 3. */
    @Test
    void intervalsOfSeveralPairsHoldTogether() {
        StudyResult usual = Demos.usual();
        StudyResult low = Comparisons.lowRates(7);
        List<WinnerDifference> found = differences(usual, low, Comparisons.lowRates(42));
        assertThat(found).hasSize(3);
        assertThat(found.get(0).better().name()).isEqualTo("fashion-cnn");
        WinnerDifference pair = found.stream()
                .filter(difference -> difference.otherSeeds() == 4
                        && difference.better().name().equals("fashion-cnn"))
                .findFirst()
                .orElseThrow();
        double lowEnd = pair.gain() - pair.halfWidth().orElseThrow();
        assertThat(TestUtils.tTest(minus(accuracies(usual), lowEnd), accuracies(low)))
                .isCloseTo(0.05 / 3, within(1e-6));
    }

    @Test
    void aWinnerThatWasTrainedOnceCannotBeJudged() {
        WinnerDifference found =
                differences(Demos.usual(), Demos.all().get("single")).get(0);
        assertThat(found.halfWidth()).isEmpty();
        assertThat(found.exceedsNoise()).isFalse();
        assertThat(List.of(found.seeds(), found.otherSeeds())).contains(3, 0);
    }

    @Test
    void winnersThatWereBothTrainedOnceAreNotPaired() {
        StudyResult low =
                DemoStudy.ofRates("low", 1e-4, 1e-1, 1, 5).search(3e-4).result();
        WinnerDifference found = differences(Demos.all().get("single"), low).get(0);
        assertThat(found.basis()).isEqualTo(Basis.UNPAIRED);
        assertThat(List.of(found.seeds(), found.otherSeeds())).containsExactly(0, 0);
        assertThat(found.halfWidth()).isEmpty();
    }

    @Test
    void studiesWithoutAWinnerHaveNoDifference() {
        ComparedStudies compared = Comparisons.compared(
                Demos.all().get("nothing"), Demos.usual(), Demos.all().get("diverged"));
        assertThat(compared.differences()).isEmpty();
        assertThat(compared.byMean()).hasSize(1);
        assertThat(compared.reachedByAll()).isEmpty();
    }

    @Test
    void theFigureThatAllReachedIsTheWorstOfTheLastBest() {
        StudyResult usual = Demos.usual();
        StudyResult low = Comparisons.lowRates(42);
        assertThat(Comparisons.compared(usual, low).reachedByAll())
                .hasValueSatisfying(
                        figure -> assertThat(figure).isEqualTo(last(low)).isLessThan(last(usual)));
    }

    private static double last(StudyResult study) {
        return study.view().bestSoFar().get(study.view().bestSoFar().size() - 1).figure();
    }
}
