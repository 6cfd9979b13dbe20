package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a screen shows after all that was drawn. */
class LinesBelowTest {
    private final VirtualScreen screen = new VirtualScreen(20, 8);
    private final PrintWriter out = new PrintWriter(screen);
    private final LinesBelow below = new LinesBelow(out, false);

    private void show(String... lines) {
        below.show(Arrays.stream(lines).map(StyledText::of).toList(), screen.size());
    }

    @Test
    void linesComeAboveAndEarlierDrawingsAreGone() {
        below.say("first");
        show("a long bar", "trial 1", "trial 2");
        below.say("second");
        show("bar", "trial 2");

        assertThat(screen.lines()).containsExactly("first", "second", "bar", "trial 2");
        assertThat(screen.row()).as("the cursor is in the first line drawn").isEqualTo(2);
        assertThat(screen.column()).isZero();
    }

    @Test
    void closingLeavesTheLinesAndTheCursorBelowThem() {
        below.say("first");
        show("bar", "trial 1");
        below.close();
        below.close();
        show("too late");
        below.say("after");

        assertThat(screen.lines()).containsExactly("first", "bar", "trial 1", "after");
        assertThat(screen.row()).isEqualTo(4);
        assertThat(screen.column()).isZero();
        assertThat(screen.wraps()).isTrue();
    }

    @Test
    void nothingIsPrintedWhereNothingWasDrawn() {
        below.close();

        assertThat(screen.lines()).isEmpty();
        assertThat(screen.row()).isZero();
    }

    @Test
    void longLinesAreCutAndPrintedOnesWrap() {
        show("x".repeat(100), "漢字".repeat(30), "ok");
        below.say("y".repeat(25));

        assertThat(screen.lines())
                .containsExactly("y".repeat(20), "y".repeat(5), "x".repeat(16) + "...", "漢字".repeat(4) + "...", "ok");
    }

    @Test
    void noMoreLinesAreDrawnThanTheScreenHas() {
        show(Collections.nCopies(30, "trial").toArray(String[]::new));

        assertThat(screen.lines()).hasSize(8);
        assertThat(screen.row()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12, 19, 21, 60})
    void nothingIsLeftBehindByAChangeOfTheWidth(int columns) {
        below.say("first");
        show("a bar of 18 letters", "a trial, 18 columns", "trial");
        screen.resize(columns, 8);
        show("bar");
        screen.resize(60, 8);
        show("bar");

        assertThat(screen.lines()).containsExactly("first", "bar");
    }

    @Test
    void echoesOfKeysAreDrawnOver() {
        show("bar", "trial 1");
        out.print("^C");
        show("bar", "trial 1");

        assertThat(screen.lines()).containsExactly("bar", "trial 1");
    }

    @Test
    void whatAKilledProcessLeavesIsErased() {
        below.say("first");
        show("bar", "trial 1");
        out.print(LinesBelow.ERASE);
        out.println("gradus: killed");

        assertThat(screen.lines()).containsExactly("first", "gradus: killed");
    }

    @Test
    void coloursAreForThoseWhoWantThem() {
        List<StyledText> green = List.of(StyledText.EMPTY.plus("bar", StyledText.Style.GREEN));
        below.show(green, screen.size());
        assertThat(screen.wasColoured()).isFalse();

        new LinesBelow(out, true).show(green, screen.size());
        assertThat(screen.wasColoured()).isTrue();
        assertThat(screen.lines()).containsExactly("bar");
    }

    @Test
    void controlCharactersDoNotReachTheScreen() {
        show("evil \u001b[2J\r\n\u0007\u009b name");

        assertThat(screen.lines()).containsExactly("evil ?[2J???? name");
    }
}
