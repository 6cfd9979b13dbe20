package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.rangetest.RateEvidence.Verdict;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private static final double[] BEST = {0.6, 0.8, 0.88, 0.9, 0.9};

    private static StudyBuilder study() {
        return StudyBuilder.rates(1e-5, 10, 5).completed(0.01, BEST);
    }

    /** With these diagnoses, in the order of the trials. */
    private static Breakdown breakdown(StudyBuilder built, Label... labels) {
        StudyView study = built.view();
        return new Breakdown(0.01, evidence(study, labels));
    }

    private static List<RateEvidence> evidence(StudyView study, Label... labels) {
        Optional<Trial> best = Optional.of(study.trials().get(0));
        return EdgeEvidence.ofTrials(
                study, trial -> new Diagnosis(labels[trial.id().number() - 1], "given"), best);
    }

    @Test
    void anUnstableTrainingAboveTheBestIsABreakdown() {
        Breakdown breakdown = breakdown(
                study().completed(0.028, BEST)
                        .completed(0.04, 0.5, 0.8, 0.6, 0.8, 0.7)
                        .diverged(0.5),
                Label.HEALTHY,
                Label.HEALTHY,
                Label.UNSTABLE,
                Label.DIVERGED);
        assertThat(breakdown.distance()).isEqualTo("× 2.8 to 4");
        assertThat(breakdown.words())
                .isEqualTo("training breaks down between 2.8e-2, which trained soundly (trial 2), and 4e-2, which was"
                        + " unstable (trial 3)");
    }

    /** The best gains .8 over the .1 of the untrained model; .49 is less than half of it, .51 more. */
    @Test
    void aPoorTrainingAboveTheBestIsABreakdown() {
        StudyBuilder poor = study().completed(0.1, 0.3, 0.4, 0.4, 0.45, 0.45);
        assertThat(breakdown(poor, Label.HEALTHY, Label.PLATEAU).above().map(RateEvidence::rate))
                .contains(0.1);
        assertThat(breakdown(poor, Label.HEALTHY, Label.PLATEAU).words())
                .isEqualTo("training breaks down at or below 1e-1, which gained less than half of what the best gained"
                        + " (trial 2); no rate between trained soundly");
        assertThat(breakdown(study().completed(0.1, 0.3, 0.5, 0.6, 0.7, 0.7), Label.HEALTHY, Label.PLATEAU)
                        .above())
                .isEmpty();
        // A low rate that gains little has not broken down, nor has one with few points.
        assertThat(breakdown(study().completed(1e-4, 0.1, 0.1, 0.1, 0.1, 0.1), Label.HEALTHY, Label.TOO_LOW)
                        .notAbove())
                .isEmpty();
        assertThat(breakdown(study().stopped(0.1, 0.2), Label.HEALTHY, Label.INCONCLUSIVE)
                        .above())
                .isEmpty();
    }

    @Test
    void sweepsAndProbesAreEvidenceToo() {
        SweepAnalysis sweeps = SweepAnalyser.analyse(MadeSweeps.healthy(0.1).sweeps(3, 1));
        double broke = sweeps.unstable().orElseThrow().value();
        assertThat(Math.log10(broke)).isBetween(MadeSweeps.EDGE - 0.25, MadeSweeps.EDGE + 0.25);
        List<RateEvidence> all = new ArrayList<>(evidence(study().diverged(6).view(), Label.HEALTHY, Label.DIVERGED));
        assertThat(new Breakdown(0.01, all).distance()).isEqualTo("up to × 600");

        all.addAll(EdgeEvidence.ofRangeTest(sweeps, EdgeBracket.unknown()));
        assertThat(new Breakdown(0.01, all).above().orElseThrow().rate()).isEqualTo(broke);
        assertThat(new Breakdown(0.01, all).words())
                .contains("at which the sweeps broke (they learn while they climb, so a training breaks earlier)");

        all.addAll(EdgeEvidence.ofRangeTest(sweeps, new EdgeBracket(OptionalDouble.of(0.05), OptionalDouble.of(0.06))));
        assertThat(new Breakdown(0.01, all).distance()).isEqualTo("× 5 to 6");
        assertThat(new Breakdown(0.01, all).words())
                .isEqualTo(
                        "training breaks down between 5e-2, at which a short training was stable, and 6e-2, at which a"
                                + " short training broke");
    }

    /** Sweeps that saw no fall say nothing of where a training breaks. */
    @Test
    void sweepsThatKnowNothingAreNoEvidence() {
        SweepAnalysis sweeps =
                SweepAnalyser.analyse(MadeSweeps.healthy(0.1).loss(x -> 2.3).sweeps(3, 1));
        assertThat(EdgeEvidence.ofRangeTest(sweeps, EdgeBracket.unknown())).isEmpty();
    }

    @Test
    void aHigherRateThatTrainedSoundlyMakesItAMatterOfLuck() {
        Breakdown breakdown =
                breakdown(study().diverged(0.02).completed(0.03, BEST), Label.HEALTHY, Label.DIVERGED, Label.HEALTHY);
        assertThat(breakdown.verb()).isEqualTo("may break down");
        assertThat(breakdown.distance()).isEqualTo("up to × 2");
        assertThat(breakdown.words())
                .isEqualTo("training may break down at or below 2e-2, which diverged (trial 2); no rate between trained"
                        + " soundly; yet 3e-2, which trained soundly (trial 3), lies above it");
    }

    @Test
    void withoutABreakdownTheHighestRateThatTrainedIsNamed() {
        assertThat(breakdown(study().completed(0.05, BEST), Label.HEALTHY, Label.HEALTHY)
                        .words())
                .isEqualTo("no training broke down up to 5e-2");
        assertThat(breakdown(study(), Label.HEALTHY).distance()).isEqualTo("not met");
        assertThat(breakdown(study(), Label.HEALTHY).words()).isEqualTo("no higher rate was tried");
        assertThat(breakdown(study().diverged(0.002), Label.HEALTHY, Label.DIVERGED)
                        .words())
                .isEqualTo("no higher rate was tried; training broke down at 2e-3, which diverged (trial 2) too");
    }

    @Test
    void verdictsFollowTheDiagnosesOfTheStudy() {
        StudyView view = study().diverged(0.5).view();
        List<RateEvidence> found =
                EdgeEvidence.ofTrials(view, trial -> CurveDiagnoser.diagnose(view, trial), view.bestCompleted());
        assertThat(found).extracting(RateEvidence::verdict).containsExactly(Verdict.SOUND, Verdict.BROKEN);
        assertThat(IntStream.range(0, Label.values().length)
                        .mapToObj(i -> Label.values()[i])
                        .filter(Breakdown::isBroken))
                .containsExactlyInAnyOrder(Label.DIVERGED, Label.COLLAPSED, Label.UNSTABLE);
    }
}
