package org.gradus.examples.launcher.internal.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.study.SearchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsSweepsInWhateverOrderTheirRowsAndColumnsCome() throws IOException {
        List<LearningCurve> curves = SweepFile.read(file("""
                loss,step,learning_rate,sweep,note
                2.5,1,1e-3,10,a
                nan,3,0.1,2,b
                2.25,2,0.01,2,c

                inf,1,1e-3,2,d
                """));

        assertThat(curves).hasSize(2);
        assertThat(curves.get(0).steps()).containsExactly(1, 2, 3);
        assertThat(curves.get(0).learningRates()).containsExactly(0.001, 0.01, 0.1);
        assertThat(curves.get(0).batchLosses()).containsExactly(Double.POSITIVE_INFINITY, 2.25, Double.NaN);
        assertThat(curves.get(1).batchLosses()).containsExactly(2.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,x,1e-3,2 | line 2: step must be a number, but was 'x'",
                "1,-1,1e-3,2 | line 2: a step must be a whole number, 0 or more, but was -1",
                "1,1.5,1e-3,2 | line 2: a step must be a whole number, 0 or more, but was 1.5",
                "1,1,0,2 | line 2: the learning rate of step 1 must be positive and finite, but was 0.0",
                "1,1,nan,2 | line 2: the learning rate of step 1 must be positive and finite, but was NaN",
                "1,1,1e-3 | line 2: there are 3 cells, but the first line names 4"
            })
    void saysWhichLineIsWrong(String row, String message) throws IOException {
        Path file = file("sweep,step,learning_rate,loss\n" + row + "\n");

        assertThatThrownBy(() -> SweepFile.read(file))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesFilesWithoutSweeps() throws IOException {
        Path empty = file("");
        assertThatThrownBy(() -> SweepFile.read(empty)).hasMessageContaining("has no column sweep in its first line");
        Path header = file("sweep,step,learning_rate,loss\n");
        assertThatThrownBy(() -> SweepFile.read(header)).hasMessageContaining("holds no sweep");
        Path twice = file("sweep,step,learning_rate,loss\na,1,1e-3,2\na,1,1e-2,2\n");
        assertThatThrownBy(() -> SweepFile.read(twice))
                .hasMessageContaining("sweep a: the steps of a curve must strictly increase");
    }

    @Test
    void readsWhatASpreadsheetWritesAndRefusesWhatIsNoText() throws IOException {
        Path marked = file("\uFEFFsweep,step,learning_rate,loss\r\n1,1,1e-3,2\r\n");
        assertThat(SweepFile.read(marked).get(0).batchLosses()).containsExactly(2);
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThatThrownBy(() -> SweepFile.read(binary))
                .hasMessageEndingWith("binary.csv cannot be read: it is not text in UTF-8");
    }

    @Test
    void refusesSweepsThatFall() throws IOException {
        Path file = file("sweep,step,learning_rate,loss\na,1,1e-3,2\na,2,1e-3,2\na,3,1e-4,2\n");
        assertThatThrownBy(() -> SweepFile.read(file))
                .hasMessageContaining("sweep a: the learning rate falls at step 3, but a sweep climbs\nMaybe");
    }

    @Test
    void refusesSweepsOfMoreStepsThanItCanWeigh() throws IOException {
        StringBuilder text = new StringBuilder("sweep,step,learning_rate,loss\n");
        for (int step = 1; step <= 100_001; step++) {
            text.append("a,").append(step).append(",0.1,2\n");
        }
        Path file = file(text.toString());
        assertThatThrownBy(() -> SweepFile.read(file))
                .hasMessageContaining("sweep a: it has 100001 steps, more than 100000\nMaybe keep every tenth");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("sweeps.csv"), content);
    }
}
