package org.gradus.examples.launcher.commands;

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
        RunningSearch running = start(search.note(Provenance.COMMAND, terminal.command()));
        terminal.interruption().onInterrupt(running::cancel);
        return running.await();
    }

    private static RunningSearch start(Search search) {
        try {
            return search.start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }
}
