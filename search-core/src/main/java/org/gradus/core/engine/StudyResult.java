package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.space.Figures;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.SurrogateBand;

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
     * A study as a store has it at this moment, under the ranking that its record names. It counts as interrupted unless its
     * search has ended.
     *
     * @throws SearchException if there is no such study
     * @throws IllegalStateException if its ranking is none of this library's
     */
    public static StudyResult of(StudyStore store, StudyId id) {
        StudyRecord study = require(store, id);
        String name = study.settings().ranking();
        Ranking ranking = Ranking.named(name)
                .orElseThrow(() -> new IllegalStateException("study '" + id + "' is ranked by '" + name
                        + "', which is no ranking of this library\nMaybe give that ranking to"
                        + " StudyResult.of(store, id, ranking)."));
        return of(store, study, ranking);
    }

    /**
     * As {@link #of(StudyStore, StudyId)}, for a study with a ranking of the user's own.
     *
     * @throws SearchException if there is no such study
     * @throws IllegalStateException if the record of the study names another ranking
     */
    public static StudyResult of(StudyStore store, StudyId id, Ranking ranking) {
        StudyRecord study = require(store, id);
        String name = study.settings().ranking();
        if (!ranking.name().equals(name)) {
            throw new IllegalStateException("study '" + id + "' is ranked by '" + name + "', not by '" + ranking.name()
                    + "'\nMaybe rank its view, with ranking.rank(result.view()).");
        }
        return of(store, study, ranking);
    }

    private static StudyRecord require(StudyStore store, StudyId id) {
        return store.find(id).orElseThrow(() -> new SearchException("there is no study named '" + id + "'"));
    }

    private static StudyResult of(StudyStore store, StudyRecord study, Ranking ranking) {
        StudyFold fold = new StudyFold(study);
        store.events(study.id(), 0).forEach(fold::apply);
        StudyView view = fold.view();
        boolean ended = view.isClosed() && view.open().isEmpty();
        return new StudyResult(study, view, ranking.rank(view), !ended);
    }

    /**
     * The best candidate.
     *
     * @throws IllegalStateException if no trial measured the objective
     */
    public RankedTrial best() {
        return findBest()
                .orElseThrow(() -> new IllegalStateException("study '" + study.id() + "' has no winner: "
                        + (view.searchedCount() == 0
                                ? "no trial has begun"
                                : "none of its " + view.searchedCount() + " trials measured the "
                                        + view.objective().words() + "\nMaybe every rate diverged; lower the range.")));
    }

    /** The best candidate, where a trial measured the objective. */
    public Optional<RankedTrial> findBest() {
        return ranking.winner();
    }

    /**
     * What the surrogate model of the study's strategy says along the learning rate, with the other parameters of the best
     * candidate: empty where the strategy has none or is not in a {@link Catalogue} on the class path.
     */
    public Optional<SurrogateBand> surrogate() {
        return findBest()
                .flatMap(best -> Catalogue.onClassPath().strategies().stream()
                        .filter(entry -> entry.name().equals(study.settings().strategy()))
                        .findFirst()
                        .flatMap(entry -> entry.create().surrogate(view, best.configuration())));
    }

    /** The epochs that all trials were trained for, sweeps and replicates included. */
    public double epochsSpent() {
        return view.epochsSpent();
    }

    /** The time that all segments took, in milliseconds, added up over workers. */
    public long trainingMillis() {
        return view.trainingMillis();
    }

    /**
     * The result in a line: {@code study 'mnist', best: trial 7 (learningRate=3.2e-3), validation accuracy 0.861 (95 % interval
     * 0.852 to 0.87), mean of 3 trainings; 16 trials, 62 epochs}.
     */
    @Override
    public String toString() {
        return "study '" + study.id() + "', " + (interrupted ? "interrupted, best so far: " : "best: ")
                + findBest().map(this::words).orElse("none") + "; "
                + Figures.counted(view.searchedCount(), "trial") + ", " + Figures.counted(epochsSpent(), "epoch");
    }

    private String words(RankedTrial best) {
        return best.trial().id() + " (" + best.configuration() + "), "
                + view.objective().words()
                + best.figure().map(figure -> " " + figure).orElse(" not measured");
    }

    /** How often the test split was read. */
    public long testReads() {
        return view.trials().stream().filter(t -> t.test().isPresent()).count();
    }
}
