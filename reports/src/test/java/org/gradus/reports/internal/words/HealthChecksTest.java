package org.gradus.reports.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.gradus.core.diagnosis.Diagnosis.Severity;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.gradus.reports.internal.words.HealthCard.Topic;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;

/** Each check by a study that triggers it and one that does not. */
class HealthChecksTest {
    private static ReportModel model(StudyBuilder study) {
        return ReportModel.of(
                new StudyResult(study.study(), study.view(), new GeneralizationRanking().rank(study.view()), false));
    }

    private static HealthCard card(StudyBuilder study, Topic topic) {
        return model(study).checks().stream()
                .filter(card -> card.topic() == topic)
                .findFirst()
                .orElseThrow();
    }

    /** Six rates of four epochs, flat at the end; the second is best by far. */
    private static StudyBuilder settled() {
        return StudyBuilder.rates(1e-5, 1, 4)
                .completed(1e-3, 0.5, 0.69, 0.70, 0.70)
                .completed(1e-2, 0.8, 0.90, 0.901, 0.901)
                .completed(3e-3, 0.6, 0.79, 0.80, 0.80)
                .completed(1e-4, 0.3, 0.39, 0.40, 0.40)
                .completed(3e-2, 0.7, 0.84, 0.85, 0.85)
                .completed(3e-4, 0.4, 0.49, 0.50, 0.50);
    }

    private static StudyBuilder again(StudyBuilder study, int trial, double mean, int seeds, double noise) {
        for (int seed = 0; seed < seeds; seed++) {
            double figure = mean + noise * (seed % 3 - 1);
            study.replicate(trial, 0.8, figure - 0.001, figure, figure);
        }
        return study;
    }

    @Test
    void aRateAtTheEndOfTheRangeIsToBeSearchedBeyond() {
        HealthCard upper =
                card(StudyBuilder.rates(1e-5, 1, 2).completed(0.9, 0.8, 0.9).completed(0.01, 0.6, 0.7), Topic.RANGE);
        assertThat(upper.severity()).isEqualTo(Severity.NOTICE);
        assertThat(upper.finding())
                .isEqualTo("LearningRate 0.9 lies at the upper end of its range, 1: a better one may lie beyond.");
        assertThat(upper.advice()).isEqualTo("Extend the range: search learningRate up to 10.");
        HealthCard lower =
                card(StudyBuilder.rates(1e-5, 1, 2).completed(2e-5, 0.8, 0.9).completed(0.01, 0.6, 0.7), Topic.RANGE);
        assertThat(lower.advice()).isEqualTo("Extend the range: search learningRate down to 1e-6.");
        assertThat(card(settled(), Topic.RANGE).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void anUpperEndBeyondWhichTrainingBreaksIsFine() {
        HealthCard card =
                card(StudyBuilder.rates(1e-5, 1, 2).completed(0.7, 0.8, 0.9).diverged(0.9), Topic.RANGE);
        assertThat(card.severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void anotherNumberAtAnEndCountsOnlyIfItMattered() {
        assertThat(card(studyOf("a"), Topic.RANGE).finding()).contains("A 0.9").doesNotContain("b 0.9");
        assertThat(card(studyOf("none"), Topic.RANGE).finding()).isEqualTo("No range of numbers mattered.");
    }

    /** Two numbers, of which one or none matters; the best has both at the upper end. */
    private static StudyBuilder studyOf(String matters) {
        SearchSpace space = SearchSpace.builder()
                .real("a", 0, 1, Scale.LINEAR)
                .real("b", 0, 1, Scale.LINEAR)
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(200, 1));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            Configuration drawn = space.fromUnit(new double[] {0.9 * random.nextDouble(), 0.9 * random.nextDouble()});
            double noise = 0.01 * random.nextDouble();
            study.completed(drawn, 0.5 + noise + (matters.equals("a") ? 0.3 * drawn.real("a") : 0));
        }
        return study.completed(
                Configuration.builder().set("a", 0.98).set("b", 0.97).build(), 0.9);
    }

    @Test
    void theDefaultIsComparedWithTheBest() {
        assertThat(card(settled(), Topic.GAIN).finding()).startsWith("No default was trained");
        StudyBuilder better = settled().baseline(0.02, 0.8, 0.94, 0.95, 0.95);
        HealthCard worse = card(again(again(better, 2, 0.90, 4, 0.002), 7, 0.95, 4, 0.002), Topic.GAIN);
        assertThat(worse.severity()).isEqualTo(Severity.BAD);
        assertThat(worse.finding()).contains("The default, 2e-2, did better than all that was searched");
        StudyBuilder alike = settled().baseline(0.02, 0.8, 0.9, 0.9, 0.9);
        HealthCard tied = card(again(again(alike, 2, 0.901, 3, 0.01), 7, 0.90, 3, -0.01), Topic.GAIN);
        assertThat(tied.severity()).isEqualTo(Severity.NOTICE);
        assertThat(tied.finding()).contains("as good as the best");
        StudyBuilder gained = settled().baseline(0.02, 0.5, 0.6, 0.6, 0.6);
        HealthCard good = card(again(again(gained, 2, 0.901, 4, 0.002), 7, 0.6, 4, 0.002), Topic.GAIN);
        assertThat(good.severity()).isEqualTo(Severity.GOOD);
        assertThat(good.finding()).startsWith("The default, 2e-2, is worse by 0.3");
    }

    @Test
    void noiseAboveAllDifferencesEndsTheSearch() {
        StudyBuilder alike = StudyBuilder.rates(1e-5, 1, 2);
        for (int i = 0; i < 8; i++) {
            alike.completed(Math.pow(10, -4 + i / 4.0), 0.8, 0.9 + 0.001 * (i % 3));
        }
        for (int seed = 0; seed < 6; seed++) {
            alike.replicate(2, 0.8, 0.9 + 0.02 * (seed % 3 - 1)).replicate(3, 0.8, 0.9 - 0.02 * (seed % 3 - 1));
        }
        HealthCard noise = card(alike, Topic.NOISE);
        assertThat(noise.severity()).isEqualTo(Severity.NOTICE);
        assertThat(noise.advice()).startsWith("Stop searching between them");
        assertThat(card(again(settled(), 2, 0.9, 3, 0.002), Topic.NOISE).severity())
                .isEqualTo(Severity.GOOD);
        StudyBuilder unsteady = again(settled().baseline(0.02, 0.8, 0.9, 0.9, 0.9), 2, 0.9, 3, 0.002)
                .replicate(7, 0.1)
                .replicate(7, 0.9);
        assertThat(card(unsteady, Topic.NOISE).finding())
                .as("seeds of the default are not those of what was searched")
                .isEqualTo(card(again(settled(), 2, 0.9, 3, 0.002), Topic.NOISE).finding());
        assertThat(model(settled()).checks())
                .as("without two seeds noise is not known")
                .noneMatch(card -> card.topic() == Topic.NOISE);
    }

    @Test
    void seedsAreTooFewWhereTheyDoNotTellTheBestFromOthers() {
        assertThat(card(settled(), Topic.SEEDS).finding()).startsWith("The best was trained once");
        StudyBuilder close = again(again(settled(), 2, 0.900, 3, 0.01), 5, 0.899, 3, -0.01);
        HealthCard few = card(close, Topic.SEEDS);
        assertThat(few.severity()).isEqualTo(Severity.NOTICE);
        assertThat(few.finding()).startsWith("3 fresh seeds cannot tell the best from 1 other");
        assertThat(few.advice()).contains("10 fresh seeds");
        StudyBuilder apart = again(again(settled(), 2, 0.90, 4, 0.002), 5, 0.85, 4, 0.002);
        assertThat(card(apart, Topic.SEEDS).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void epochsAreTooFewWhereTheBestStillImproves() {
        HealthCard card = card(
                StudyBuilder.rates(1e-5, 1, 4)
                        .completed(1e-2, 0.3, 0.5, 0.7, 0.9)
                        .completed(1e-3, 0.2, 0.4, 0.6, 0.8),
                Topic.EPOCHS);
        assertThat(card.severity()).isEqualTo(Severity.NOTICE);
        assertThat(card.advice()).isEqualTo("Train longer: search again with 8 epochs.");
        assertThat(card(settled(), Topic.EPOCHS).severity()).isEqualTo(Severity.GOOD);
        HealthCard unfinished = card(StudyBuilder.rates(1e-5, 1, 4).stopped(1e-2, 0.3, 0.5), Topic.EPOCHS);
        assertThat(unfinished.finding()).contains("stands at epoch 2 of 4");
    }

    @Test
    void aRateNearTheEdgeIsSaid() {
        HealthCard near = card(settled().diverged(1.5e-2), Topic.STABILITY);
        assertThat(near.severity()).isEqualTo(Severity.NOTICE);
        assertThat(near.advice()).endsWith("half the rate: 5e-3.");
        assertThat(card(settled().diverged(0.5), Topic.STABILITY).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void fewOrFailedTrialsAreSaid() {
        assertThat(card(StudyBuilder.rates(1e-5, 1, 2).completed(1e-2, 0.8, 0.9), Topic.TRIALS)
                        .finding())
                .startsWith("Only 1 trial was trained");
        HealthCard failed = card(settled().failed(0.1, "memory").failed(0.2, "memory"), Topic.TRIALS);
        assertThat(failed.severity()).isEqualTo(Severity.BAD);
        assertThat(failed.finding()).isEqualTo("2 of 8 trials failed.");
        assertThat(card(settled(), Topic.TRIALS).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void stepsAreThoseOfTheChecksOrToStop() {
        assertThat(model(settled()).steps())
                .containsExactly(
                        "Train the finalists again with 3 fresh seeds or more (replicates).",
                        "Train what you used before beside the finalists (baseline).");
        StudyBuilder sound = settled().baseline(0.02, 0.5, 0.6, 0.6, 0.6);
        assertThat(model(again(again(sound, 2, 0.901, 4, 0.002), 7, 0.6, 4, 0.002))
                        .steps())
                .containsExactly("Stop searching, and train with it.");
        assertThat(model(StudyBuilder.rates(1e-5, 1, 2).diverged(0.1)).steps()).isEmpty();
        assertThat(ReportModel.of(Demos.all().get("running")).steps())
                .containsExactly("Let the search finish: run the same command again, with the same store.");
    }

    @Test
    void answerIsSaidAsToAColleague() {
        StudyBuilder study = settled().baseline(0.02, 0.5, 0.6, 0.6, 0.6).diverged(0.2);
        assertThat(model(again(again(study, 2, 0.901, 4, 0.002), 7, 0.6, 4, 0.002))
                        .answer()
                        .words())
                .matches(
                        "Train with a learning rate of 1e-2\\. It gives a validation accuracy of 0\\.90\\d+ on average over 4"
                                + " fresh seeds, 0\\.30\\d+ better than the default, 2e-2\\. Above it, training breaks down at .* times"
                                + " this rate; 1 trial of the search diverged\\.");
    }

    @Test
    void configurationsAreCopiedWithAllDigits() {
        Configuration configuration = Configuration.builder()
                .set("learningRate", 0.0052123456789)
                .set("batch", 64)
                .set("name \"x\"", "a\\b")
                .build();
        assertThat(ConfigurationText.of(configuration))
                .extracting(ConfigurationText::text)
                .isEqualTo(List.of(
                        "{\"batch\":64,\"learningRate\":0.0052123456789,\"name \\\"x\\\"\":\"a\\\\b\"}",
                        "Configuration.builder().set(\"batch\", 64L).set(\"learningRate\", 0.0052123456789)"
                                + ".set(\"name \\\"x\\\"\", \"a\\\\b\").build()"));
    }
}
