package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;

/**
 * A study and its ranking: everything that a report shows.
 *
 * @param study what was fixed before the first trial
 * @param view all trials as they ended
 * @param ranking the candidates, best first
 * @param interrupted whether its user ended it before it was done
 */
public record StudyResult(StudyRecord study, StudyView view, RankingResult ranking, boolean interrupted) {
    /**
     * A study as a store has it at this moment, ranked by {@link GeneralizationRanking}. It counts as interrupted unless its search has ended.
     *
     * @throws org.gradus.core.study.SearchException if there is no such study
     */
    public static StudyResult of(StudyStore store, StudyId id) {
        StudyRecord study =
                store.find(id).orElseThrow(() -> new SearchException("there is no study named '" + id + "'"));
        StudyFold fold = new StudyFold(study);
        store.events(id, 0).forEach(fold::apply);
        StudyView view = fold.view();
        boolean ended = view.isClosed() && view.open().isEmpty();
        return new StudyResult(study, view, new GeneralizationRanking().rank(view), !ended);
    }

    /**
     * The best candidate.
     *
     * @throws IllegalStateException if no trial measured the objective
     */
    public RankedTrial best() {
        return findBest()
                .orElseThrow(() -> new IllegalStateException("study '" + study.id() + "' has no winner: none of its "
                        + view.searched().size() + " trials measured "
                        + view.objective().figure()
                        + "\nMaybe every rate diverged; lower the range."));
    }

    /** The best candidate, where a trial measured the objective. */
    public Optional<RankedTrial> findBest() {
        return ranking.winner();
    }

    /** The epochs that all trials were trained for, sweeps and replicates included. */
    public double epochsSpent() {
        return view.epochsSpent();
    }

    /** The time that all segments took, in milliseconds, added up over workers. */
    public long trainingMillis() {
        return view.trials().stream().mapToLong(Trial::elapsedMillis).sum();
    }

    /** How often the test split was read. */
    public long testReads() {
        return view.trials().stream().filter(t -> t.test().isPresent()).count();
    }
}
