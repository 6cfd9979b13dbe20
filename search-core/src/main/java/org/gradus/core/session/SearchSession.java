package org.gradus.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyFold;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;

/**
 * A search in progress, without an engine: ask it what to train, tell it what came of it. All its state is folded from
 * its events, so a session given the events of another goes on exactly as that one would. Not thread-safe.
 */
public final class SearchSession {
    private final StudyRecord study;
    private final Strategy strategy;
    private final BudgetPolicy policy;
    private final TrialPlanner planner;
    private final StudyFold fold;
    private final List<TrialEvent> undrained = new ArrayList<>();
    private final OpenOrders orders;

    /** The study as it was when the round that is open began. */
    private StudyView beforeRound;

    private SearchSession(
            StudyRecord study, Strategy strategy, BudgetPolicy policy, ToLongFunction<Configuration> stepsPerEpoch) {
        this.study = study;
        this.strategy = strategy;
        this.policy = policy;
        this.planner = new TrialPlanner(study, strategy.name(), policy, stepsPerEpoch);
        this.fold = new StudyFold(study);
        this.orders = new OpenOrders(study.settings().round());
        this.beforeRound = fold.view();
    }

    /**
     * A new search.
     *
     * @param stepsPerEpoch the optimizer updates of an epoch of a configuration, at least 1
     * @throws IllegalStateException if strategy or policy cannot work on the space and budget
     */
    public static SearchSession start(
            StudyRecord study, Strategy strategy, BudgetPolicy policy, ToLongFunction<Configuration> stepsPerEpoch) {
        return resume(study, strategy, policy, stepsPerEpoch, List.of());
    }

    /**
     * The search that had these events, going on. Trials that were running are asked for again, unless a stop rule had
     * ended the search while they ran.
     */
    public static SearchSession resume(
            StudyRecord study,
            Strategy strategy,
            BudgetPolicy policy,
            ToLongFunction<Configuration> stepsPerEpoch,
            List<TrialEvent> events) {
        strategy.check(study.space(), study.budget());
        policy.check(study.space(), study.budget());
        SearchSession session = new SearchSession(study, strategy, policy, stepsPerEpoch);
        events.forEach(session::apply);
        session.catchUp(events);
        return session;
    }

    /** Does what the session of these events would have done right after the last of them. */
    private void catchUp(List<TrialEvent> events) {
        view().open().stream()
                .filter(trial -> trial.state() == TrialState.WAITING)
                .forEach(trial -> settle(trial.id()));
        if (isHalted()) {
            view().closed().ifPresent(this::stopLeftovers);
        } else if (!events.isEmpty()
                && !orders.isRoundOpen()
                && events.get(events.size() - 1).kind() != TrialEvent.Kind.TRIAL_PROPOSED
                && events.get(events.size() - 1).kind() != TrialEvent.Kind.SEARCH_CLOSED) {
            decide();
        }
    }

    /**
     * Takes in what other processes have done in the same study.
     *
     * @param events that follow those this session has seen
     */
    public void observe(List<TrialEvent> events) {
        events.forEach(this::apply);
    }

    /** Says which trials other processes train: they are not asked for, and the search does not end before they do. */
    public void setElsewhere(Set<TrialId> trials) {
        orders.setElsewhere(trials);
    }

    /**
     * Counts a trial as asked for, as a session with the same events had: its report may be told.
     *
     * @return false if it may not train any more, because somebody else was told of it
     */
    public boolean takeUp(TrialId id) {
        return orders.takeUp(id);
    }

    /** Whether a report of that trial may be told. */
    public boolean isAsked(TrialId id) {
        return orders.isAsked(id);
    }

    /** The study as it stands. */
    public StudyView view() {
        return fold.view();
    }

    /**
     * The study when everything in it was last decided: now, or before the first report of the round that is open. What
     * ends a search looks at this, so that it does not depend on which trial of a round is reported first.
     */
    public StudyView settledView() {
        return orders.isRoundOpen() ? beforeRound : view();
    }

    /** The events since the last call, in order: what a store must append. */
    public List<TrialEvent> drainEvents() {
        List<TrialEvent> events = List.copyOf(undrained);
        undrained.clear();
        return events;
    }

    /** What to do next: train a trial, wait for one, or nothing any more. */
    public Ask ask() {
        beginMore();
        Optional<TrialId> next = orders.next();
        if (next.isPresent()) {
            return order(view().trial(next.get()));
        }
        if (orders.running() > 0) {
            return new Ask.Wait("waiting for " + orders.running() + " running trials");
        }
        view().closed().ifPresent(this::stopLeftovers);
        return new Ask.Finished(view().closed()
                .orElseThrow(() -> new IllegalStateException("strategy '" + strategy.name()
                        + "' waits for trials, but none is running and policy '" + policy.name()
                        + "' continues none")));
    }

    /** Proposes, or continues where there is nothing to propose; a round is filled at once, before any of it is trained. */
    private void beginMore() {
        boolean more = true;
        while (more && orders.wantsMore()) {
            int before = orders.running();
            if (!view().isClosed()) {
                propose();
            }
            if (orders.running() == before && !isHalted()) {
                decide();
            }
            more = orders.running() > before;
        }
    }

    private void propose() {
        StudyBudget budget = view().budget();
        int searched = view().searchedCount();
        if (budget.trials().isPresent() && searched >= budget.trials().getAsInt()) {
            close("all " + searched + " trials were proposed");
            return;
        }
        if (budget.totalEpochs().isPresent()
                && view().epochsSpent() >= budget.totalEpochs().getAsLong()) {
            close("all " + budget.totalEpochs().getAsLong() + " epochs are spent");
            return;
        }
        Optional<TrialEvent.TrialProposed> known = planner.known(view());
        if (known.isPresent()) {
            record(known.get());
            return;
        }
        int number = TrialPlanner.nextId(view()).number();
        SplittableRandom random =
                new SplittableRandom(Seeds.mix(study.settings().seed(), number));
        Proposal proposal = strategy.propose(view(), random);
        switch (proposal.kind()) {
            case SUGGEST -> record(planner.suggested(view(), (Proposal.Suggest) proposal));
            case EXHAUSTED -> close(proposal.reason());
            case AWAIT -> {
                // Nothing to propose until a running trial reports or a held one goes on.
            }
        }
    }

    /** Trains a finalist again, to the last epoch, with fresh seeds, after the trials that are ready already. */
    public TrialId replicate(TrialId finalist, int replicate, String reason) {
        return begin(planner.replicate(view(), finalist, replicate, reason));
    }

    /** Trains a configuration to compare the winner with, to the last epoch, after the trials that are ready already. */
    public TrialId baseline(Configuration configuration, String reason) {
        return begin(planner.baseline(view(), configuration, reason));
    }

    private TrialId begin(TrialEvent.TrialProposed proposed) {
        record(proposed);
        return proposed.plan().id();
    }

    private Ask.Train order(Trial trial) {
        long until = trial.plan().sweep().map(s -> (long) s.steps()).orElse(trial.untilEpoch() * trial.stepsPerEpoch());
        return new Ask.Train(trial, study.objective(), trial.curve().lastStep(), until);
    }

    /**
     * Takes in what came of an order, and lets the policy decide: at once, or in a study with rounds when all trials of the
     * round have been told, in whatever order.
     *
     * @throws IllegalStateException if the trial was not asked for
     */
    public void tell(SegmentReport report) {
        orders.requireAsked(report.trial());
        Trial before = view().trial(report.trial());
        String problem = SegmentEnds.problem(report, before, order(before).untilStep());
        if (!problem.isEmpty() && report.end() != SegmentEnd.FAILED) {
            end(before.id(), new Outcome.Failed(problem, ""));
        } else {
            record(new TrialEvent.CurveExtended(
                    report.trial(),
                    problem.isEmpty() ? report.points() : List.of(),
                    report.worker(),
                    report.elapsedMillis(),
                    report.checkpoint()));
            if (report.end() == SegmentEnd.REACHED) {
                settle(report.trial());
            } else {
                end(report.trial(), SegmentEnds.outcome(report, view().trial(report.trial())));
            }
        }
        if (isHalted()) {
            view().closed().ifPresent(this::stopLeftovers);
        } else if (!orders.isRoundOpen()) {
            decide();
        }
    }

    /** Gives an order back untrained, so that it is asked for again; after a stop its trial ends. */
    public void giveBack(TrialId id) {
        orders.giveBack(id);
        if (isHalted()) {
            view().closed().ifPresent(this::stopLeftovers);
        }
    }

    /** Ends a waiting trial where its curve says so. */
    private void settle(TrialId id) {
        SegmentEnds.outcomeOfReached(study, view().trial(id)).ifPresent(outcome -> end(id, outcome));
    }

    private void end(TrialId id, Outcome outcome) {
        record(new TrialEvent.TrialEnded(id, outcome));
    }

    private void decide() {
        for (Decision decision : policy.decide(view())) {
            Trial trial = view().trial(decision.trial());
            requireDecidable(trial, decision);
            if (decision.verdict() == Verdict.HOLD && trial.state() == TrialState.HELD) {
                continue;
            }
            if (decision.verdict() == Verdict.STOP) {
                end(trial.id(), new Outcome.Stopped(trial.epochsTrained(), decision.reason()));
                continue;
            }
            record(new TrialEvent.DecisionMade(decision));
        }
    }

    private void requireDecidable(Trial trial, Decision decision) {
        boolean open = trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD;
        boolean forward = decision.verdict() != Verdict.CONTINUE
                || (decision.untilEpoch() > trial.epochsTrained()
                        && decision.untilEpoch() <= study.budget().epochs());
        if (trial.purpose() != TrialPurpose.SEARCH || !open || !forward) {
            throw new IllegalStateException(
                    "policy '" + policy.name() + "' decided " + decision.verdict() + " until epoch "
                            + decision.untilEpoch() + " of " + trial.id() + ", which is " + trial.state() + " at epoch "
                            + trial.epochsTrained() + " of " + study.budget().epochs());
        }
    }

    /** Ends the proposing; trials on their way may still be continued. */
    private void close(String reason) {
        record(new TrialEvent.SearchClosed(reason, false));
    }

    /**
     * Ends the search: nothing more is proposed or continued. Trials that were asked for may still be told of.
     *
     * @param reason why, in words
     */
    public void stop(String reason) {
        record(new TrialEvent.SearchClosed(reason, true));
        stopLeftovers(reason);
    }

    private void stopLeftovers(String reason) {
        for (Trial trial : view().open()) {
            if (orders.isLeftover(trial)) {
                end(trial.id(), new Outcome.Stopped(trial.epochsTrained(), reason));
            }
        }
    }

    /**
     * Goes on, whatever had ended the search; trials that have ended stay as they are.
     *
     * @param budget the budget until now or a larger one, with the epochs of a full training as before
     * @param stopRules the words of the rules that may end the search early from now on
     * @throws IllegalArgumentException if a full training would change, or there would be fewer trials or epochs
     */
    public void extend(StudyBudget budget, List<String> stopRules) {
        StudyBudget before = view().budget();
        if (!budget.equals(before) && !budget.isMoreThan(before)) {
            throw new IllegalArgumentException("study '" + study.id() + "' had a budget of " + before.words()
                    + "; it can be extended, but not to " + budget.words());
        }
        strategy.check(study.space(), budget);
        policy.check(study.space(), budget);
        record(new TrialEvent.SearchExtended(budget, stopRules));
    }

    /** Whether a stop rule or {@link #stop} ended the search. */
    public boolean isHalted() {
        return orders.isHalted();
    }

    /** Notes what the test split said of a finalist. */
    public void tellTest(TrialId id, Evaluation evaluation) {
        record(new TrialEvent.TestRead(id, evaluation));
    }

    private void record(TrialEvent event) {
        apply(event);
        undrained.add(event);
    }

    private void apply(TrialEvent event) {
        if (orders.opensRound(event)) {
            beforeRound = view();
        }
        fold.apply(event);
        planner.apply(event);
        orders.apply(event, fold.size());
    }
}
