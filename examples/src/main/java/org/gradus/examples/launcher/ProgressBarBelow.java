package org.gradus.examples.launcher;

import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.TrialEvent;
import org.jspecify.annotations.Nullable;

/** A bar that counts epochs, below the lines that are said; for terminals. */
final class ProgressBarBelow implements SearchListener {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int REDRAW_MILLIS = 500;

    private final PrintWriter err;
    private @Nullable ProgressBar bar;

    ProgressBarBelow(PrintWriter err) {
        this.err = err;
    }

    /** Says a line above the bar. */
    void say(String line) {
        err.println(CLEAR_LINE + line);
        err.flush();
        if (bar != null) {
            bar.refresh();
        }
    }

    @Override
    public void onStart(StudyRecord study) {
        bar = new ProgressBarBuilder()
                .setTaskName(study.id().value())
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" epochs", 1)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setInitialMax(mostEpochs(study))
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    /** What the search takes if no trial is stopped early. */
    private static long mostEpochs(StudyRecord study) {
        StudyRecord.Settings settings = study.settings();
        int baselines = settings.baseline().isPresent() ? 1 : 0;
        long trainings = study.budget().trials().orElse(0)
                + baselines
                + (long) settings.replicates() * (settings.finalists() + baselines);
        return trainings * study.budget().epochs();
    }

    @Override
    public void onEvent(TrialEvent event, StudyView view) {
        if (bar != null) {
            bar.stepTo(Math.round(view.epochsSpent()));
        }
    }

    @Override
    public void onEnd(StudyResult result) {
        if (bar != null) {
            bar.maxHint(Math.round(result.epochsSpent()));
            bar.close();
            err.println();
        }
    }
}
