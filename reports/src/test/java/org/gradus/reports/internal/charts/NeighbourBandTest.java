package org.gradus.reports.internal.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

class NeighbourBandTest {
    /** Rates evenly on the logarithm from 1e-4 to 1, and a figure for each. */
    private static StudyBuilder study(int trials, DoubleUnaryOperator figureOfLog) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        IntStream.range(0, trials).forEach(i -> {
            double log = -4 + 4.0 * i / (trials - 1);
            study.completed(Math.pow(10, log), figureOfLog.applyAsDouble(log));
        });
        return study;
    }

    private static NeighbourBand band(StudyBuilder study) {
        return NeighbourBand.of(new ScoreRanking().rank(study.view()).entries()).orElseThrow();
    }

    @Test
    void equalScoresAreALine() {
        NeighbourBand band = band(study(20, log -> 0.5));
        assertThat(band.low()).containsOnly(0.5);
        assertThat(band.median()).containsOnly(0.5);
        assertThat(band.high()).containsOnly(0.5);
        assertThat(band.neighbours()).isEqualTo(5);
    }

    /** In the middle of a straight line the neighbours lie evenly on both sides: their median is the line. */
    @Test
    void medianOfALineIsTheLine() {
        NeighbourBand band = band(study(41, log -> 0.1 * (log + 5)));
        for (int i = 20; i <= 60; i++) {
            assertThat(band.median()[i]).isCloseTo(0.1 * (band.x()[i] + 5), within(0.01));
            assertThat(band.low()[i]).isLessThan(band.median()[i]);
            assertThat(band.high()[i]).isGreaterThan(band.median()[i]);
        }
    }

    @Test
    void oneBadScoreDoesNotMoveTheMedian() {
        NeighbourBand band = band(study(40, log -> Math.abs(log + 2) < 0.06 ? -1e9 : 0.5));
        assertThat(band.median()).containsOnly(0.5);
    }

    @Test
    void divergedTrialsAreLeftOutAndFewSayNothing() {
        StudyBuilder study = study(9, log -> 0.5);
        IntStream.range(0, 20).forEach(i -> study.diverged(0.5 + i / 100.0));
        assertThat(NeighbourBand.of(new ScoreRanking().rank(study.view()).entries()))
                .isEmpty();
        study.completed(0.01, 0.5);
        NeighbourBand band = band(study);
        assertThat(Arrays.stream(band.x()).max()).hasValue(0);
    }

    @Test
    void oneRateAgainAndAgainIsNoBand() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        IntStream.range(0, 20).forEach(i -> study.completed(0.01, 0.5 + i / 100.0));
        assertThat(NeighbourBand.of(new ScoreRanking().rank(study.view()).entries()))
                .isEmpty();
    }
}
