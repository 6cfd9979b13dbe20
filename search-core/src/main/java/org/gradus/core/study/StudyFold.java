package org.gradus.core.study;

import java.util.Optional;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrainedSegment;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;
import org.jspecify.annotations.Nullable;

/** Folds events into a {@link StudyView}: the one place where what happened becomes state. Not thread-safe. */
public final class StudyFold {
    private final SearchSpace space;
    private final Objective objective;
    private StudyBudget budget;
    private final long seed;
    private final Prior prior;
    private final Divergence divergence;
    private TrialList trials = TrialList.empty();
    private int segments;
    private final BestCandidate best = new BestCandidate();
    private Optional<String> closed = Optional.empty();
    private @Nullable StudyView view;

    public StudyFold(StudyRecord study) {
        this(
                study.space(),
                study.objective(),
                study.budget(),
                study.settings().seed(),
                study.warmStart().prior(),
                study.settings().divergence());
    }

    /**
     * Folds a study.
     *
     * @param seed the seed everything random is derived from
     */
    public StudyFold(SearchSpace space, Objective objective, StudyBudget budget, long seed) {
        this(space, objective, budget, seed, Prior.NONE, Divergence.DEFAULT);
    }

    private StudyFold(
            SearchSpace space, Objective objective, StudyBudget budget, long seed, Prior prior, Divergence divergence) {
        this.space = space;
        this.objective = objective;
        this.budget = budget;
        this.seed = seed;
        this.prior = prior;
        this.divergence = divergence;
    }

    /** The state after all events so far. */
    public StudyView view() {
        StudyView current = view;
        if (current == null) {
            current = new StudyView(
                    space, objective, budget, trials.withBest(best.known()), closed, seed, prior, divergence);
            view = current;
        }
        return current;
    }

    /** The state of now, for {@link #undo}; it costs the same however long the study is. */
    public Mark mark() {
        return new Mark(trials, segments, budget, closed, best.mark());
    }

    /** The state of a fold at one moment. It is good until the fold goes back behind it. Immutable. */
    public static final class Mark {
        private final TrialList trials;
        private final int segments;
        private final StudyBudget budget;
        private final Optional<String> closed;
        private final BestCandidate.Mark best;

        private Mark(
                TrialList trials, int segments, StudyBudget budget, Optional<String> closed, BestCandidate.Mark best) {
            this.trials = trials;
            this.segments = segments;
            this.budget = budget;
            this.closed = closed;
            this.best = best;
        }
    }

    /**
     * Takes back all events since a mark, as if they had not been applied: a store has refused them. It costs what they are
     * and the open trials, however long the study is.
     *
     * @param mark of this fold
     */
    public void undo(Mark mark) {
        best.undo(mark.best, mark.trials.endedSince(trials));
        trials = mark.trials.withoutLater();
        segments = mark.segments;
        budget = mark.budget;
        closed = mark.closed;
        view = null;
    }

    /** How many trials there are. */
    public int size() {
        return trials.size();
    }

    /**
     * Takes in one event.
     *
     * @throws IllegalStateException if it cannot follow the events before it; nothing has changed then
     * @throws IllegalArgumentException if the steps of a curve do not increase; nothing has changed then
     */
    public void apply(TrialEvent event) {
        view = null;
        switch (event.kind()) {
            case TRIAL_PROPOSED -> propose((TrialEvent.TrialProposed) event);
            case CURVE_EXTENDED -> extend((TrialEvent.CurveExtended) event);
            case DECISION_MADE -> decide(((TrialEvent.DecisionMade) event).decision());
            case TRIAL_ENDED -> end((TrialEvent.TrialEnded) event);
            case TEST_READ -> readTest((TrialEvent.TestRead) event);
            case TRIAL_LEASED -> open(((TrialEvent.TrialLeased) event).trial());
            case SEARCH_CLOSED -> closed = Optional.of(((TrialEvent.SearchClosed) event).reason());
            case SEARCH_EXTENDED -> {
                budget = ((TrialEvent.SearchExtended) event).budget();
                closed = Optional.empty();
            }
        }
    }

    private void propose(TrialEvent.TrialProposed event) {
        if (event.plan().id().number() != trials.size() + 1) {
            throw new IllegalStateException(
                    event.plan().id() + " cannot follow " + trials.size() + " trials: numbers leave no gap");
        }
        trials = trials.plus(Trial.begun(event.plan(), event.untilEpoch()));
    }

    private void extend(TrialEvent.CurveExtended event) {
        Trial trial = open(event.trial());
        if (trial.state() != TrialState.RUNNING) {
            throw new IllegalStateException(
                    trial.id() + " is " + ConstantWords.of(trial.state()) + ", so it cannot have trained");
        }
        long untilStep = event.points().isEmpty()
                ? trial.curve().lastStep()
                : event.points().get(event.points().size() - 1).step();
        TrainedSegment segment = new TrainedSegment(segments + 1, event.worker(), untilStep, event.elapsedMillis());
        replace(
                event.handedBack()
                        ? trial.handedBack(event.points(), segment, event.checkpoint())
                        : trial.trained(event.points(), segment, event.checkpoint()));
        segments++;
    }

    private void decide(Decision decision) {
        Trial trial = open(decision.trial());
        if (trial.state() == TrialState.RUNNING) {
            throw new IllegalStateException(trial.id() + " is running, so nothing can be decided about it");
        }
        replace(trial.decided(decision));
    }

    private void end(TrialEvent.TrialEnded event) {
        Trial ended = open(event.trial()).finished(event.outcome());
        replace(ended);
        best.add(ended, trials.epochsSpent());
    }

    private void readTest(TrialEvent.TestRead event) {
        Trial trial = known(event.trial());
        if (trial.test().isPresent()) {
            throw new IllegalStateException("the test split was read already for " + event.trial());
        }
        replace(trial.tested(event.evaluation()));
    }

    private Trial open(TrialId id) {
        Trial trial = known(id);
        if (trial.ended()) {
            throw new IllegalStateException(id + " has ended already: " + trial.outcome());
        }
        return trial;
    }

    private Trial known(TrialId id) {
        if (id.number() > trials.size()) {
            throw new IllegalStateException("there is no " + id + " among " + trials.size() + " trials");
        }
        return trials.get(id.number() - 1);
    }

    private void replace(Trial trial) {
        trials = trials.with(trial.id().number() - 1, trial);
    }
}
