package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegretScaleTest {
    @Test
    void regretRunsFromTheBestRecordedRateToChance() {
        RegretScale scale = new RegretScale(Tables.small());
        assertThat(scale.chance()).isEqualTo(0.1);
        assertThat(scale.best()).isEqualTo(0.8);
        assertThat(scale.regret(0.01)).isZero();
        assertThat(scale.regret(0.001)).isCloseTo(0.4 / 0.7, within(1e-12));
        assertThat(scale.regret(Math.pow(10, -2.5))).isCloseTo(0.2 / 0.7, within(1e-12));
        assertThat(scale.regret(1)).as("a rate that failed is at chance").isEqualTo(1);
    }

    /** Rate 0.1 has accuracies 0.6 and 0.4; 0.2 has 0.8 and a failure, which counts as chance, the median of 0.1 to 0.4. */
    @Test
    void accuracyIsTheMeanOverSeedsWithChanceWhereOneFailed() {
        RegretScale scale = new RegretScale(Tables.parse("t.csv", """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.1,1,0,2,2,0.1
                0.1,1,1,1,1,0.6
                0.1,2,0,2,2,0.2
                0.1,2,1,1,1,0.4
                0.2,1,0,2,2,0.3
                0.2,1,1,1,1,0.8
                0.2,2,0,2,2,0.4
                """));
        assertThat(scale.chance()).isCloseTo(0.25, within(1e-15));
        assertThat(scale.accuracy(0.1)).isCloseTo(0.5, within(1e-15));
        assertThat(scale.accuracy(0.2)).isCloseTo(0.525, within(1e-15));
        assertThat(scale.best()).isEqualTo(scale.accuracy(0.2));
    }

    @Test
    void refusesATableInWhichNothingLearned() {
        CurveTable table = Tables.parse("flat.csv", """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.1,1,0,2,2,0.1
                0.1,1,1,1,1,0.1
                """);
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> new RegretScale(table))
                .withMessageContaining("'flat'")
                .withMessageContaining("chance");
    }
}
