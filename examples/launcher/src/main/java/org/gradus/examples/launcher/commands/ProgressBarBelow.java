package org.gradus.examples.launcher.commands;

import java.io.PrintWriter;
import java.util.Locale;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.jspecify.annotations.Nullable;

/**
 * A bar that counts epochs, below the printed lines; for terminals. It writes plain characters and a code that clears a
 * line, and asks the terminal nothing: libraries that do so also set signals back to what they do without Gradus. Thread-safe.
 */
final class ProgressBarBelow implements SearchListener {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int CELLS = 30;
    private static final int LONGEST_NAME = 30;

    private final PrintWriter err;
    private @Nullable String name;
    private long most;
    private long done;

    ProgressBarBelow(PrintWriter err) {
        this.err = err;
    }

    /** Says a line above the bar. */
    synchronized void say(String line) {
        err.println(CLEAR_LINE + line);
        draw();
    }

    private void draw() {
        if (name != null) {
            int full = most == 0 ? 0 : (int) (CELLS * Math.min(done, most) / most);
            int percent = most == 0 ? 0 : (int) (100 * Math.min(done, most) / most);
            err.print(CLEAR_LINE
                    + String.format(
                            Locale.ROOT,
                            "%s %3d%% [%s%s] %d/%d epochs",
                            name,
                            percent,
                            "=".repeat(full),
                            " ".repeat(CELLS - full),
                            done,
                            most));
        }
        err.flush();
    }

    @Override
    public synchronized void onStart(StudyRecord study) {
        String id = study.id().value();
        name = id.length() <= LONGEST_NAME ? id : id.substring(0, LONGEST_NAME - 3) + "...";
        most = mostEpochs(study);
        draw();
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
    public synchronized void onEvent(TrialEvent event, StudyView view) {
        long now = Math.round(view.epochsSpent());
        if (now != done) {
            done = now;
            draw();
        }
    }

    @Override
    public synchronized void onEnd(StudyResult result) {
        done = Math.round(result.epochsSpent());
        most = Math.max(done, most);
        draw();
        name = null;
        err.println();
    }
}
