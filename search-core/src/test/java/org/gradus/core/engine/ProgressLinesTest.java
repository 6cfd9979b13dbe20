package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.testkit.ToyStrategies;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private static final StudyBuilder STUDY =
            StudyBuilder.rates(1e-5, 1, 5).completed(1e-2, 0.8).stopped(1e-3, 0.3, 0.5);

    @Test
    void saysALineAtTheStartAndAtEveryTrial() {
        List<String> lines = new ArrayList<>();
        SearchListener listener = new ProgressLines(lines::add);
        StudyFold fold = new StudyFold(STUDY.study());
        listener.onStart(STUDY.study());
        for (TrialEvent event : STUDY.events()) {
            fold.apply(event);
            listener.onEvent(event, fold.view());
        }

        assertThat(lines)
                .containsExactly(
                        "Searching learningRate 1e-5 to 1 (log) for maximize validationAccuracy by test under test (chosen"
                                + " by a test).",
                        "trial 1: rate 1e-2, validation accuracy 0.800, best so far trial 1 at 1e-2 with 0.800;"
                                + " 5 epochs spent",
                        "trial 2: rate 1e-3, after epoch 2 of 5 validation accuracy 0.500",
                        "trial 2: rate 1e-3, stopped after epoch 2 at validation accuracy 0.500, best so far trial 1 at"
                                + " 1e-2 with 0.800; 7 epochs spent");
    }

    /** Plain lines, so that they may go to a file: nothing is drawn again. */
    @Test
    void searchPrintsALineForEachTrial() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1, 0.2))
                .trials(2)
                .progress(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(3);
        assertThat(text).contains("trial 2: rate 2e-1", "; 2 epochs spent").doesNotContain("\r", "\u001b");
    }
}
