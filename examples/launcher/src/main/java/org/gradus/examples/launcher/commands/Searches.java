package org.gradus.examples.launcher.commands;

import java.util.function.Supplier;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;

/** Runs searches as people at a terminal want it: showing progress, ending early on Ctrl+C. */
final class Searches {
    private Searches() {}

    /**
     * Runs a search to its end, or to Ctrl+C.
     *
     * @throws UsageException if its settings do not fit together; nothing was trained
     */
    public static StudyResult run(Search search, Terminal terminal) {
        if (terminal.interactive()) {
            ProgressBarBelow bar = new ProgressBarBelow(terminal.progress());
            search.progress(bar::say).listener(bar);
        } else {
            search.progress(terminal.progress()::println);
        }
        RunningSearch running = checked(
                () -> search.note(Provenance.COMMAND, terminal.command()).start());
        terminal.interruption().onInterrupt(running::cancel);
        return running.await();
    }

    /** Writes a study into its store, for workers to train. */
    static void begin(Search search, String study, Terminal terminal) {
        checked(() -> search.note(Provenance.COMMAND, terminal.command()).begin());
        terminal.out().println("Study '" + study + "' is begun; gradus worker trains it.");
    }

    private static <T> T checked(Supplier<T> start) {
        try {
            return start.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }
}
