package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gradus.trainers.replay.CurveTable.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTableTest {
    @Test
    void readsWhatIsThere() {
        CurveTable table = Tables.small();
        assertThat(table.task()).isEqualTo("small");
        assertThat(table.rates()).containsExactly(0.001, 0.01, 0.1, 1);
        assertThat(table.epochs()).isEqualTo(2);
        assertThat(table.seedCount()).isEqualTo(1);
        assertThat(table.has(Column.TRAIN_ACCURACY)).isTrue();
        assertThat(table.has(Column.TEST_LOSS)).isFalse();
        RecordedRun failed = table.runs().get(2);
        assertThat(failed.seed()).isEqualTo(7);
        assertThat(failed.figure(Column.VALIDATION_LOSS, 1)).hasValue(8);
        assertThat(failed.figure(Column.VALIDATION_LOSS, 2)).hasValue(Double.POSITIVE_INFINITY);
        assertThat(failed.figure(Column.TRAIN_LOSS, 2)).hasValue(Double.NaN);
        assertThat(failed.figure(Column.TEST_LOSS, 1)).isEmpty();
        assertThat(table.runs().get(3).figure(Column.VALIDATION_LOSS, 1)).isEmpty();
    }

    @Test
    void oneSeedAloneHasItsRunsAtAllRates() {
        CurveTable table = Tables.parse("two.csv", """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.01,4,0,2.3,2.3,0.1
                0.01,4,1,0.5,0.5,0.82
                0.01,9,0,2.3,2.3,0.1
                0.01,9,1,0.5,0.5,0.7
                0.1,4,0,2.3,2.3,0.1
                0.1,4,1,0.6,0.6,0.8
                0.1,9,0,2.3,2.3,0.1
                0.1,9,1,0.5,0.5,0.84
                """);

        CurveTable nine = table.withSeed(9);

        assertThat(table.seeds()).containsExactly(4L, 9L);
        assertThat(nine.task()).isEqualTo("two");
        assertThat(nine.seeds()).containsExactly(9L);
        assertThat(nine.rates()).containsExactly(0.01, 0.1);
        assertThat(nine.runs())
                .extracting(run -> run.figure(Column.VALIDATION_ACCURACY, 1).orElseThrow())
                .containsExactly(0.7, 0.84);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> table.withSeed(5))
                .withMessage("table 'two' has no run with seed 5; it has the seeds [4, 9]");
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "2, 2", "3, 1"})
    void runHasFailedFromItsFirstBadLossOrItsEnd(int run, int firstFailed) {
        RecordedRun recorded = Tables.small().runs().get(run);
        assertThat(recorded.hasFailedBy(firstFailed - 1)).isFalse();
        assertThat(recorded.hasFailedBy(firstFailed)).isTrue();
        assertThat(recorded.hasFailedBy(firstFailed + 1)).isTrue();
    }

    /** Half way between 0.001 and 0.01 on the log scale lies 10^-2.5; a quarter of the way 10^-2.75. */
    @Test
    void interpolatesLinearlyInTheLogRateAtEqualEpoch() {
        CurveTable table = Tables.small();
        RecordedCurve half = table.curve(Math.pow(10, -2.5), 0);
        assertThat(half.figure(Column.VALIDATION_ACCURACY, 2).getAsDouble()).isCloseTo(0.6, within(1e-12));
        assertThat(half.figure(Column.TRAIN_LOSS, 1).getAsDouble()).isCloseTo(1.5, within(1e-12));
        RecordedCurve quarter = table.curve(Math.pow(10, -2.75), 0);
        assertThat(quarter.figure(Column.VALIDATION_LOSS, 1).getAsDouble()).isCloseTo(1.95, within(1e-12));
    }

    @Test
    void readsARecordedRateAlone() {
        CurveTable table = Tables.small();
        for (double rate : new double[] {0.01, 0.01 * (1 + 1e-10), 0.01 * (1 - 1e-10)}) {
            RecordedCurve curve = table.curve(rate, 0);
            assertThat(curve.figure(Column.VALIDATION_ACCURACY, 2)).hasValue(0.8);
            assertThat(curve.hasFailedBy(2)).isFalse();
        }
        // 1e-8 of the gap to 0.1, whose run fails: no longer alone
        assertThat(table.curve(0.01 * Math.pow(10, 1e-8), 0).hasFailedBy(2)).isTrue();
    }

    @Test
    void readsTheNearestEndOutsideTheRange() {
        CurveTable table = Tables.small();
        assertThat(table.curve(1e-9, 0).figure(Column.VALIDATION_ACCURACY, 2)).hasValue(0.4);
        assertThat(table.curve(100, 0).hasFailedBy(0)).isFalse();
        assertThat(table.curve(100, 0).hasFailedBy(1)).isTrue();
    }

    @Test
    void failsWhereANeighbourFails() {
        RecordedCurve curve = Tables.small().curve(0.05, 0);
        assertThat(curve.hasFailedBy(1)).isFalse();
        assertThat(curve.hasFailedBy(2)).isTrue();
    }

    @Test
    void writesWhatItRead(@TempDir Path folder) throws Exception {
        CurveTable table = Tables.small();
        Path plain = folder.resolve("small.csv");
        Path packed = folder.resolve("small.csv.gz");
        table.write(plain);
        table.write(packed);
        byte[] bytes = Files.readAllBytes(packed);
        assertThat(bytes).startsWith(0x1f, 0x8b);
        table.write(packed);
        assertThat(Files.readAllBytes(packed)).isEqualTo(bytes);
        for (Path file : new Path[] {plain, packed}) {
            CurveTable again = CurveTable.read(file);
            assertThat(again.task()).isEqualTo("small");
            assertThat(ReplayTrainer.of(again).descriptor())
                    .isEqualTo(ReplayTrainer.of(table).descriptor());
        }
    }

    @Test
    void keepsConstantHyperparametersAndEmptyFields(@TempDir Path folder) {
        String text = """
                learning_rate,momentum,batch,seed,epoch,train_loss,validation_loss,validation_accuracy,test_loss,test_accuracy
                0.1,0.9,64,1,0,,2.3,0.1,,
                0.1,0.9,64,1,1,,1.3,0.6,1.4,0.5
                """;
        CurveTable table = Tables.parse("t.csv", text);
        table.write(folder.resolve("t.csv"));
        CurveTable again = CurveTable.read(folder.resolve("t.csv"));
        assertThat(again.constants()).containsEntry("momentum", "0.9").containsEntry("batch", "64");
        assertThat(again.runs().get(0).figure(Column.TRAIN_LOSS, 0)).isEmpty();
        assertThat(again.runs().get(0).figure(Column.TEST_LOSS, 0)).isEmpty();
        assertThat(again.runs().get(0).figure(Column.TEST_ACCURACY, 1)).hasValue(0.5);
    }

    /** Each line replaces a line of the small table, the header being line 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|learning_rate,seed,epoch,validation_loss,validation_accuracy|line 1: the columns must be",
                "1|seed,learning_rate,epoch,train_loss,validation_loss,train_accuracy,validation_accuracy|line 1: the columns",
                "3|0.001,7,1,2.0,2.2,0.2|line 3: 7 fields are needed, but there are 6",
                "3|0.001,7,1,2.0,2.2x,0.2,0.3|line 3, column validation_loss: '2.2x' is not a number",
                "3|0.001,7,1,nan,2.2,0.2,0.3|line 3, column train_loss: 'nan' is not a number",
                "3|0.001,7,1,2.0,1e5d,0.2,0.3|line 3, column validation_loss: '1e5d' is not a number",
                "3|0.001,7,one,2.0,2.2,0.2,0.3|line 3, column epoch: 'one' is not a whole number",
                "3|0.001,7,2,2.0,2.2,0.2,0.3|line 3, column epoch: the next epoch of rate 0.001, seed 7 must be 1, but is 2",
                "3|0.001,7,0,2.0,2.2,0.2,0.3|line 3, column epoch: the next epoch",
                "3|-0.001,7,1,2.0,2.2,0.2,0.3|line 3, column learning_rate: a rate must be positive and finite",
                "3|NaN,7,1,2.0,2.2,0.2,0.3|line 3, column learning_rate: a rate must be positive and finite",
                "3|0.001,7,1,2.0,,0.2,0.3|line 3, column validation_loss: loss and accuracy must both",
                "11|1,8,0,2.5,2.4,0.1,0.1|has no run with seed"
            })
    void refusesWhatDoesNotFit(int line, String replacement, String message) {
        String[] lines = Tables.SMALL.split("\n");
        lines[line - 1] = replacement;
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> Tables.parse("wrong.csv", String.join("\n", lines) + "\n"))
                .withMessageContaining("wrong.csv")
                .withMessageContaining(message);
    }

    @Test
    void refusesHyperparametersThatVary() {
        String text = """
                learning_rate,batch,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.1,64,1,0,1,2.3,0.1
                0.1,32,1,1,1,2.3,0.1
                """;
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> Tables.parse("t.csv", text))
                .withMessageContaining("line 3, column batch")
                .withMessageContaining("'32' is not '64'");
    }

    @ParameterizedTest
    @CsvSource({"0, is empty", "1, no row below", "2, no run that was trained"})
    void refusesATableWithoutTraining(int lines, String message) {
        String text = String.join("\n", Arrays.asList(Tables.SMALL.split("\n")).subList(0, lines));
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> Tables.parse("t.csv", text))
                .withMessageContaining(message);
    }

    @Test
    void refusesAFileThatIsMissingCutShortOrNoTable(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.csv.gz");
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> CurveTable.read(missing))
                .withMessageContaining("there is no curve table")
                .withMessageContaining("missing.csv.gz");
        Path file = folder.resolve("small.csv.gz");
        Tables.small().write(file);
        byte[] bytes = Files.readAllBytes(file);
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> CurveTable.read("small.csv.gz", new ByteArrayInputStream(half)))
                .withMessageContaining("small.csv.gz is cut short");
        byte[] picture = "\u0089PNG".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> CurveTable.read("picture", new ByteArrayInputStream(picture)))
                .withMessageContaining("line 1");
        Path nowhere = folder.resolve("no/such/folder/t.csv");
        CurveTable table = Tables.small();
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> table.write(nowhere))
                .withMessageContaining("cannot be written");
    }
}
