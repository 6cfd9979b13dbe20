package org.gradus.core.session;

import java.util.Optional;
import java.util.SplittableRandom;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Seeds;

/**
 * What is proposed next: known candidates first, then what the strategy says, until the budget is spent.
 *
 * @param study with its seed, which the random numbers of every proposal are derived from
 * @param strategy asked once the known candidates have begun
 * @param planner completes a configuration to a trial
 */
record NextProposal(StudyRecord study, Strategy strategy, TrialPlanner planner) {
    /** A proposed trial or the end of proposing; empty where a trial must report, or be continued, first. */
    Optional<TrialEvent> event(StudyView view) {
        Optional<TrialEvent> spent = spent(view);
        if (spent.isPresent()) {
            return spent;
        }
        Optional<TrialEvent.TrialProposed> known = planner.known(view);
        return known.isPresent() ? Optional.of(known.get()) : proposed(view);
    }

    private static Optional<TrialEvent> spent(StudyView view) {
        StudyBudget budget = view.budget();
        int searched = view.searchedCount();
        if (budget.trials().isPresent() && searched >= budget.trials().getAsInt()) {
            return closed("all " + searched + " trials were proposed");
        }
        if (budget.totalEpochs().isPresent()
                && view.epochsSpent() >= budget.totalEpochs().getAsLong()) {
            return closed("all " + budget.totalEpochs().getAsLong() + " epochs are spent");
        }
        if (budget.totalEpochs().isPresent() && searched >= budget.totalEpochs().getAsLong()) {
            return closed(searched + " trials were proposed, one for each of "
                    + budget.totalEpochs().getAsLong() + " epochs, which fewer than these have taken");
        }
        return Optional.empty();
    }

    private Optional<TrialEvent> proposed(StudyView view) {
        int number = TrialPlanner.nextId(view).number();
        SplittableRandom random =
                new SplittableRandom(Seeds.mix(study.settings().seed(), number));
        Proposal proposal = strategy.propose(view, random);
        return switch (proposal.kind()) {
            case SUGGEST -> Optional.of(planner.suggested(view, (Proposal.Suggest) proposal));
            case EXHAUSTED -> closed(proposal.reason());
            case AWAIT -> Optional.empty();
        };
    }

    private static Optional<TrialEvent> closed(String reason) {
        return Optional.of(new TrialEvent.SearchClosed(reason, false));
    }
}
