package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/** Chooses who is trained again after the search, and whose test figures are read. */
final class Finalists {
    private Finalists() {}

    /** The completed candidates at the top, as many as the study asks for; of one that was proposed again, the first. */
    static List<TrialId> of(StudyRecord study, RankingResult ranking) {
        Set<Configuration> chosen = new HashSet<>();
        return ranking.entries().stream()
                .map(RankedTrial::trial)
                .filter(t -> t.purpose() == TrialPurpose.SEARCH && t.ended(OutcomeKind.COMPLETED))
                .filter(t -> chosen.add(t.configuration()))
                .limit(study.settings().finalists())
                .map(Trial::id)
                .toList();
    }

    /** Begins the training that the winner is compared with, if the study asks for it and it has not begun. */
    static Optional<TrialId> proposeBaseline(SearchSession session, StudyRecord study) {
        return study.settings()
                .baseline()
                .filter(configuration ->
                        session.view().trials(TrialPurpose.BASELINE).isEmpty())
                .map(configuration -> session.baseline(
                        configuration,
                        configuration.findLearningRate().isPresent()
                                ? "the optimizer's default rate"
                                : "the baseline"));
    }

    /** Begins the replicates that are still missing, seed by seed, so that all have the same seeds whenever it ends. */
    static void propose(SearchSession session, StudyRecord study, List<TrialId> finalists) {
        List<TrialId> repeated = new ArrayList<>(finalists);
        session.view().trials(TrialPurpose.BASELINE).stream()
                .filter(t -> t.ended(OutcomeKind.COMPLETED))
                .map(Trial::id)
                .forEach(repeated::add);
        for (int replicate = 1; replicate <= study.settings().replicates(); replicate++) {
            for (TrialId id : repeated) {
                if (session.view().replicatesOf(id).size() < replicate) {
                    session.replicate(id, replicate, words(session.view().trial(id), finalists, replicate));
                }
            }
        }
    }

    private static String words(Trial trial, List<TrialId> finalists, int replicate) {
        String who = trial.purpose() == TrialPurpose.BASELINE
                ? "the baseline"
                : trial.id() + ", finalist " + (finalists.indexOf(trial.id()) + 1) + " of " + finalists.size();
        return who + ", again with fresh seed " + replicate;
    }

    /** The trainings that speak for the finalists and the baseline: their test figures are read, once. */
    static List<Trial> toTest(StudyView view, RankingResult ranking, List<TrialId> finalists) {
        return ranking.entries().stream()
                .filter(e -> finalists.contains(e.trial().id()) || e.trial().purpose() == TrialPurpose.BASELINE)
                .flatMap(e -> e.evidence().stream())
                .map(t -> view.trial(t.id()))
                .filter(t -> t.ended(OutcomeKind.COMPLETED) && t.test().isEmpty())
                .toList();
    }
}
