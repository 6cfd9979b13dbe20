package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.examples.benchmark.TestFunction.Range;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.junit.jupiter.api.Test;

class FunctionSearchTest {
    /** A line from 0 to 1 that diverges above ½. */
    private static final TestFunction LINE =
            new TestFunction("line", List.of(new Range(0, 1)), x -> 2 + x[0], 2 - TestFunction.WIDEST_SHIFT, 0, 0.5);

    /** A grid of three points tries 0, ½ and 1 in some order; seed 1 moves the line by 0.0133, as optuna_gp.py says. */
    @Test
    void regretIsThatOfTheBestSoFar() {
        double[] regrets = new FunctionSearch(LINE, 3).regrets(Extensions.plan("grid", "full"), 1);

        assertThat(regrets).hasSize(3);
        assertThat(regrets[2]).isCloseTo(0.1 + 0.01331231503445618, within(1e-12));
    }

    @Test
    void regretIsInfiniteWhileEverythingDiverges() {
        TestFunction all = new TestFunction("void", List.of(new Range(0, 1)), x -> 0, 0, 0, -1);

        assertThat(new FunctionSearch(all, 3).regrets(Extensions.plan("random", "full"), 0))
                .containsOnly(Double.POSITIVE_INFINITY);
    }

    /** The noise chooses the incumbent, but is not part of its regret: a constant has none for any observations. */
    @Test
    void regretIsWithoutNoise() {
        TestFunction flat = new TestFunction("flat", List.of(new Range(0, 1)), x -> 3, 3, 1, Double.POSITIVE_INFINITY);

        assertThat(new FunctionSearch(flat, 5).regrets(Extensions.plan("random", "full"), 0))
                .containsOnly(0);
    }

    @Test
    void strategyThatNeedsASweepIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new FunctionSearch(LINE, 3).regrets(Extensions.plan("range-test", "full"), 0))
                .withMessageContaining("strategy 'range-test'");
    }

    @Test
    void milestonesAreAQuarterHalfAndAll() {
        assertThat(FunctionSearch.milestones(60)).containsExactly(15, 30, 60);
        assertThat(FunctionSearch.milestones(2)).containsExactly(1, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> new FunctionSearch(LINE, 0));
    }
}
