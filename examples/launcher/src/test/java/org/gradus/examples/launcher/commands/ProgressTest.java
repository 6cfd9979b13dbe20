package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final StudyBuilder STUDY =
            StudyBuilder.rates(1e-5, 1, 5).completed(1e-2, 0.8).stopped(1e-3, 0.3, 0.5);

    @Test
    void linesComeAboveTheBar() {
        StringWriter text = new StringWriter();
        ProgressBarBelow bar = new ProgressBarBelow(new PrintWriter(text, true));

        bar.say("before");
        play(bar);
        bar.say("after");

        // Each line first clears what the bar has drawn.
        assertThat(text.toString()).contains("\r\u001b[Kbefore", "\r\u001b[Kafter");
    }

    private static void play(SearchListener listener) {
        StudyFold fold = new StudyFold(STUDY.study());
        listener.onStart(STUDY.study());
        for (TrialEvent event : STUDY.events()) {
            fold.apply(event);
            listener.onEvent(event, fold.view());
        }
        listener.onEnd(new StudyResult(STUDY.study(), STUDY.view(), new ScoreRanking().rank(STUDY.view()), false));
    }
}
