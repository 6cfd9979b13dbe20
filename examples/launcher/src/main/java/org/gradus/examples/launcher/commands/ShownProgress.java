package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gradus.core.engine.SearchListener;
import org.gradus.examples.launcher.internal.commandline.ErrorLines;
import org.gradus.examples.launcher.internal.commandline.LinesBelow;
import org.gradus.examples.launcher.internal.commandline.Screen;
import org.gradus.examples.launcher.internal.commandline.Terminal;

/** The progress of a search on a screen, below what is said of it and what the log says. Thread-safe. */
final class ShownProgress implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final LinesBelow lines;
    private final ErrorLines log;
    private final SearchProgress progress;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "gradus-progress");
        thread.setDaemon(true);
        return thread;
    });

    private final RunningTrainings trainings = new RunningTrainings(() -> {});

    /** Shows the search that {@link #listener} watches. */
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock.
    ShownProgress(Terminal terminal, Screen screen) {
        lines = new LinesBelow(terminal.progress(), screen.hasColours());
        progress = new SearchProgress(lines, screen, trainings, terminal.interruption()::happened, System::nanoTime);
        log = new ErrorLines(lines::say);
        clock.scheduleWithFixedDelay(progress::draw, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says a line above. */
    void say(String line) {
        lines.say(line);
    }

    /** The trainings that have a line each. */
    RunningTrainings trainings() {
        return trainings;
    }

    SearchListener listener() {
        return progress;
    }

    /** Leaves the screen as it is, with the cursor below: what was drawn last stays, and nothing is drawn any more. */
    void leave() {
        lines.close();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        log.close();
        lines.close();
    }
}
