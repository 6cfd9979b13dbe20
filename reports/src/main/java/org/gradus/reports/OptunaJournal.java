package org.gradus.reports;

import java.nio.file.Path;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.internal.exports.Delivery;
import org.gradus.reports.internal.exports.LiveExport;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.optuna.OptunaExport;

/**
 * A study as a journal of Optuna 5 ({@code JournalFileBackend}), which {@code optuna-dashboard FILE}, its page for browsers and its
 * extension of Visual Studio Code show, and {@code optuna.load_study} reads. Its trials are the candidates, with the figure of the
 * objective by epoch; a parameter that is not active is missing. A completed trial is COMPLETE, a stopped one PRUNED, a diverged or
 * failed one FAIL, with the outcome, the reason and the number in Gradus as attributes.
 *
 * <pre>{@code
 * Search.of(trainer).learningRate(1e-5, 1).trials(16).epochs(5).listener(OptunaJournal.to(Path.of("journal.log"))).run();
 * OptunaJournal.write(result, Path.of("journal.log"));
 * }</pre>
 *
 * <p>Sweeps, the baseline and the replicates of finalists are left out: Optuna would take the luckiest seed for the best trial. The
 * winner that they decided on is the attribute {@code gradus:winner} of the study. What is missing in the file is added, what is there
 * stays, studies of Optuna too. Times are reckoned from the beginning of the study and the time that each trial took.
 */
public final class OptunaJournal {
    private OptunaJournal() {}

    /**
     * Adds what the journal lacks of a study; the file is created where it is missing.
     *
     * @throws org.gradus.core.study.SearchException if it has another study of this name or is no journal, or cannot be written to
     */
    public static void write(StudyResult result, Path file) {
        Delivery.deliver(new OptunaExport(file), Snapshot.of(result));
    }

    /**
     * Keeps a journal up to date with a search, without slowing it: to be given to {@code Search.listener}. A file that cannot be
     * written to is logged once, and does not end the search.
     */
    public static SearchListener to(Path file) {
        return new LiveExport(new OptunaExport(file));
    }
}
