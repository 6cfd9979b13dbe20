package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.gradus.core.space.Figures;
import org.gradus.trainers.replay.TraceRow;
import org.junit.jupiter.api.Test;

/** Expected figures are what summarise.py, the script that comes with the DeepOBS replay tables, prints for the same rows. */
class TraceSummaryTest {
    /** Task, seed, cost, regret; two searches return to a worse incumbent, one begins without any. */
    private static final String ROWS = """
            a-sgd,0,1.0,0.3
            a-sgd,0,2.0,0.015
            a-sgd,0,3.0,0.015
            a-sgd,0,4.5,0.004
            a-sgd,1,0.25,1.0
            a-sgd,1,1.25,0.008
            a-sgd,1,7.0,0.018
            a-sgd,1,9.75,0.0
            a-sgd,2,1.0,0.5
            a-sgd,2,12.0,0.25
            b-adam,0,2.0000000000000004,0.01
            b-adam,0,21.0,0.002
            b-adam,1,5.0,0.04
            b-adam,1,16.0,0.012
            """;

    private static List<TraceRow> rows(String task) {
        return ROWS.lines()
                .filter(line -> line.startsWith(task))
                .map(line -> line.split(","))
                .map(cells -> new TraceRow(
                        cells[0],
                        "s",
                        "p",
                        Long.parseLong(cells[1]),
                        1,
                        0.1,
                        4,
                        OptionalDouble.of(0.1),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3])))
                .toList();
    }

    private static String thousandths(TraceSummary summary) {
        return summary.regrets().stream().map(r -> Figures.fixed(1000 * r, 1)).collect(Collectors.joining(" "));
    }

    private static String fixed(List<Double> values, int decimals) {
        return values.stream().map(v -> Figures.fixed(v, decimals)).collect(Collectors.joining(" "));
    }

    @Test
    void saysWhatTheScriptOfTheTablesSays() {
        TraceSummary summary = TraceSummary.of(rows(""));

        assertThat(summary.searches()).isEqualTo(5);
        assertThat(thousandths(summary)).isEqualTo("260.0 260.0 16.5 21.5 14.5 14.5 7.5");
        assertThat(fixed(summary.settled(), 1)).isEqualTo("2.0 9.8");
        assertThat(fixed(summary.within(), 2)).isEqualTo("0.60 0.60 0.60");
    }

    @Test
    void saysTheSameOfOneTaskAlone() {
        TraceSummary sgd = TraceSummary.of(rows("a-"));
        TraceSummary adam = TraceSummary.of(rows("b-"));

        assertThat(thousandths(sgd)).isEqualTo("15.0 15.0 8.0 18.0 4.0 4.0 4.0");
        assertThat(fixed(sgd.within(), 2)).isEqualTo("0.67 0.67 0.67");
        assertThat(thousandths(adam)).isEqualTo("505.0 505.0 25.0 25.0 25.0 25.0 11.0");
        assertThat(fixed(adam.settled(), 1)).isEqualTo("9.0 Infinity");
    }

    @Test
    void refusesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceSummary.of(List.of()))
                .withMessageContaining("at least 1 row");
    }
}
