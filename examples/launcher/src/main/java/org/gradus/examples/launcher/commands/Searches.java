package org.gradus.examples.launcher.commands;

import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.examples.launcher.internal.commandline.Screen;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;

/** Runs searches as people at a terminal want it: showing progress, ending early on Ctrl+C. */
final class Searches {
    private Searches() {}

    /**
     * Runs a search to its end, or to Ctrl+C.
     *
     * @param described the search that trains with what is given to it: the chosen trainer, maybe watched
     * @throws UsageException if its settings do not fit together; nothing was trained
     */
    static StudyResult run(ChosenTrainer chosen, Terminal terminal, Function<ChosenTrainer, Search> described) {
        if (terminal.screen().isPresent()) {
            return shown(terminal.screen().get(), chosen, terminal, described);
        }
        Search search = described.apply(chosen).progress(terminal.progress()::println);
        return await(search, terminal, () -> {});
    }

    private static StudyResult shown(
            Screen screen, ChosenTrainer chosen, Terminal terminal, Function<ChosenTrainer, Search> described) {
        try (ShownProgress shown = new ShownProgress(terminal, screen)) {
            Search search = described.apply(chosen.watchedBy(shown.trainings()));
            search.progress(shown::say).listener(shown.listener());
            return await(search, terminal, shown::leave);
        }
    }

    private static StudyResult await(Search search, Terminal terminal, Runnable leave) {
        RunningSearch running = checked(
                () -> search.note(Provenance.COMMAND, terminal.command()).start());
        terminal.interruption().onInterrupt(running::cancel, leave);
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
