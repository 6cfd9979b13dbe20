package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptionTest {
    private final List<String> done = new ArrayList<>();

    private Interruption interruption(boolean isChild) {
        return new Interruption(isChild, code -> done.add("exit " + code), code -> done.add("halt " + code));
    }

    private Interruption running(boolean isChild) {
        Interruption interruption = interruption(isChild);
        interruption.onInterrupt(() -> done.add("cancel"), () -> done.add("kill"));
        return interruption;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void theFirstSignalAsksWhatRunsToEnd(String signal) {
        Interruption interruption = running(false);
        assertThat(interruption.happened()).isFalse();

        interruption.received(signal);

        assertThat(done).containsExactly("cancel");
        assertThat(interruption.happened()).isTrue();
        interruption.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void whereNothingRunsTheProcessExits(String signal) {
        interruption(false).received(signal);

        assertThat(done).containsExactly("exit 130");
    }

    /** 128 and the number of the first signal. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void whatSchedulersCallExitsByItsSignal(String signal, int code) {
        Interruption interruption = interruption(false);
        interruption.exitBySignal();
        interruption.received(signal);
        interruption.received("INT".equals(signal) ? "TERM" : "INT");

        assertThat(done).containsExactly("exit " + code);
        assertThat(interruption.exitCode()).isEqualTo(code);
    }

    /** A terminal sends Ctrl+C to parent and child; the parent then sends SIGTERM to the child. */
    @ParameterizedTest
    @CsvSource({
        "false, INT INT, true",
        "false, TERM TERM, true",
        "false, HUP HUP, false",
        "false, HUP TERM, false",
        "true, INT TERM, false",
        "true, TERM TERM, false",
        "true, INT TERM INT, true",
        "true, HUP TERM HUP TERM, false",
    })
    void theSecondOfAKindEndsItAtOnce(boolean isChild, String signals, boolean atOnce) {
        Interruption interruption = running(isChild);

        for (String signal : signals.split(" ")) {
            interruption.received(signal);
        }

        assertThat(done).containsExactlyElementsOf(atOnce ? List.of("cancel", "kill", "halt 130") : List.of("cancel"));
        interruption.finish();
    }

    @Test
    void whatBeginsAfterASignalIsAskedToEndAtOnce() {
        Interruption interruption = running(false);
        interruption.received("TERM");

        interruption.onInterrupt(() -> done.add("cancel the next"));

        assertThat(done).containsExactly("cancel", "cancel the next");
        interruption.finish();
    }

    @Test
    void aSignalAfterTheEndChangesNothing() {
        Interruption interruption = running(false);
        interruption.finish();

        interruption.received("INT");

        assertThat(done).isEmpty();
    }
}
