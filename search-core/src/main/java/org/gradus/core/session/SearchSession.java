package org.gradus.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;

/**
 * A search in progress, without an engine: ask it what to train, and tell it the result. All its state is folded from its
 * events, so a session given the events of another continues exactly as that one would. Not thread-safe.
 *
 * <pre>{@code
 * for (Ask ask = session.ask(); ask instanceof Ask.Train train; ask = session.ask()) {
 *     session.tell(train.scored(yourTraining(train.configuration(), train.untilEpoch())));
 * }
 * }</pre>
 */
public final class SearchSession {
    private static final Set<TrialEvent.Kind> UNDECIDED_AFTER =
            Set.of(TrialEvent.Kind.TRIAL_PROPOSED, TrialEvent.Kind.TRIAL_LEASED, TrialEvent.Kind.SEARCH_CLOSED);

    private final StudyRecord study;
    private final Strategy strategy;
    private final BudgetPolicy policy;
    private final TrialPlanner planner;
    private final NextProposal next;
    private final SessionState state;
    private final OpenOrders orders;

    private SearchSession(
            StudyRecord study, Strategy strategy, BudgetPolicy policy, ToLongFunction<Configuration> stepsPerEpoch) {
        this.study = study;
        this.strategy = strategy;
        this.policy = policy;
        this.planner = new TrialPlanner(study, strategy.name(), policy, stepsPerEpoch);
        this.next = new NextProposal(study, strategy, planner);
        this.state = new SessionState(study, planner);
        this.orders = state.orders();
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
        session.observe(events);
        session.catchUp(events);
        return session;
    }

    /** Does what the session of these events would have done after the last of them. */
    private void catchUp(List<TrialEvent> events) {
        view().open().stream()
                .filter(trial -> trial.state() == TrialState.WAITING)
                .forEach(trial ->
                        SegmentEnds.outcomeOfReached(study, trial).ifPresent(outcome -> end(trial.id(), outcome)));
        if (!stopLeftoversIfHalted()
                && !events.isEmpty()
                && !orders.isRoundOpen()
                && !isUndecidedAfter(events.get(events.size() - 1))) {
            decide();
        }
    }

    private static boolean isUndecidedAfter(TrialEvent last) {
        return UNDECIDED_AFTER.contains(last.kind())
                || (last instanceof TrialEvent.CurveExtended extended && extended.handedBack());
    }

    /**
     * Takes in what other processes have done in the same study.
     *
     * @param events that follow those this session has seen
     */
    public void observe(List<TrialEvent> events) {
        events.forEach(state::apply);
    }

    /** Remembers the state of now, for {@link #undo}: it is what a store has. */
    public void mark() {
        state.mark();
    }

    /**
     * Goes back to the last {@link #mark}, or to the beginning: what was asked, told and recorded since did not happen, because a
     * store has refused it. What that costs depends on what happened since and on the open trials, not on the length of the study.
     */
    public void undo() {
        state.undo();
    }

    /** Says which trials other processes train: they are not asked for, and the search does not end before they do. */
    public void setElsewhere(Set<TrialId> trials) {
        orders.setElsewhere(trials);
    }

    /**
     * Says what time it is: trials that other processes were given, and whose leases last yet, are not asked for. Unless this
     * is called, no lease counts.
     */
    public void setNow(Instant now) {
        orders.setNow(now);
    }

    /** When a trial was given to another process that was not reported since. */
    public Optional<Instant> leasedSince(TrialId id) {
        return orders.leasedSince(id);
    }

    /** The leases that last at a moment, by trial. */
    public Map<TrialId, Instant> leases(Instant now) {
        return orders.leases(now);
    }

    /**
     * Records that a trial which was asked for may be reported by another process.
     *
     * @param until for how long nobody else is to get it
     * @throws IllegalStateException if the trial was not asked for
     */
    public void lease(TrialId id, Instant from, Instant until) {
        orders.requireAsked(id);
        state.record(new TrialEvent.TrialLeased(id, from, until));
    }

    /**
     * Counts a trial as asked for, as a session with the same events had.
     *
     * @return false if it may not train any more, because another process has reported it
     */
    public boolean takeUp(TrialId id) {
        return orders.takeUp(id);
    }

    /** Whether that trial is asked for and not yet reported. */
    public boolean isAsked(TrialId id) {
        return orders.isAsked(id);
    }

    public StudyView view() {
        return state.view();
    }

    /**
     * The study when everything in it was last decided: now, or before the open round. Stop rules look at this, so that
     * they do not depend on which trial of a round is reported first.
     */
    public StudyView settledView() {
        return state.settledView();
    }

    /** The events since the last call, in order: what a store must append. */
    public List<TrialEvent> drainEvents() {
        return state.drain();
    }

    /** What to do next: train a trial, wait for one, or nothing any more. */
    public Ask ask() {
        beginMore();
        Optional<TrialId> ready = orders.next();
        if (ready.isPresent()) {
            return Ask.Train.next(view().trial(ready.get()), study.objective());
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

    /** Proposes, or continues where there is nothing to propose; a round is filled before any of it is trained. */
    private void beginMore() {
        boolean more = true;
        while (more && orders.wantsMore()) {
            int before = orders.running();
            if (!view().isClosed()) {
                next.event(view()).ifPresent(state::record);
            }
            if (orders.running() == before && !isHalted()) {
                decide();
            }
            more = orders.running() > before;
        }
    }

    /** Trains a finalist again, to the last epoch, with fresh seeds, after the trials that are ready already. */
    public TrialId replicate(TrialId finalist, int replicate, String reason) {
        return state.record(planner.replicate(view(), finalist, replicate, reason))
                .plan()
                .id();
    }

    /** Trains a configuration to compare the winner with, to the last epoch, after the trials that are ready already. */
    public TrialId baseline(Configuration configuration, String reason) {
        return state.record(planner.baseline(view(), configuration, reason))
                .plan()
                .id();
    }

    /**
     * Records the result of an order, and lets the policy decide: at once, or in a study with rounds after the last report
     * of the round.
     *
     * @throws IllegalStateException if the trial was not asked for
     */
    public void tell(SegmentReport report) {
        orders.requireAsked(report.trial());
        Trial before = view().trial(report.trial());
        long untilStep = Ask.Train.next(before, study.objective()).untilStep();
        state.record(SegmentEnds.event(report, before, untilStep));
        Trial after = view().trial(before.id());
        if (!after.ended()) {
            SegmentEnds.outcome(study, report, after).ifPresent(outcome -> end(after.id(), outcome));
        }
        if (!stopLeftoversIfHalted() && !orders.isRoundOpen()) {
            decide();
        }
    }

    /** Gives an order back untrained, so that it is asked for again; after a stop its trial ends. */
    public void giveBack(TrialId id) {
        orders.giveBack(id);
        stopLeftoversIfHalted();
    }

    /**
     * Records how far an order came that is given back before its end; its trial is asked for again, from there. After a stop it
     * ends.
     *
     * @param report with the checkpoint from which the trial goes on
     * @throws IllegalStateException if the trial was not asked for
     */
    public void handBack(SegmentReport report) {
        orders.requireAsked(report.trial());
        Trial before = view().trial(report.trial());
        long untilStep = Ask.Train.next(before, study.objective()).untilStep();
        if (report.checkpoint().isPresent()
                && SegmentEnds.problem(report, before, untilStep).isEmpty()) {
            state.record(new TrialEvent.CurveExtended(
                    before.id(),
                    report.segment().points(),
                    report.worker(),
                    report.elapsedMillis(),
                    report.checkpoint(),
                    true));
        } else {
            orders.giveBack(before.id());
        }
        stopLeftoversIfHalted();
    }

    private boolean stopLeftoversIfHalted() {
        if (isHalted()) {
            view().closed().ifPresent(this::stopLeftovers);
        }
        return isHalted();
    }

    private void end(TrialId id, Outcome outcome) {
        state.record(new TrialEvent.TrialEnded(id, outcome));
    }

    private void decide() {
        PolicyDecisions.events(policy, view()).forEach(state::record);
    }

    /** Ends the search: nothing more is proposed or continued. Trials that were asked for may still be reported. */
    public void stop(String reason) {
        state.record(new TrialEvent.SearchClosed(reason, true));
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
     * Goes on under other limits, whatever had ended the search; does nothing if they hold already, because another process
     * has extended the study. Trials that have ended stay as they are.
     *
     * @throws IllegalArgumentException if a full training would change, or there would be fewer trials or epochs
     */
    public void extend(TrialEvent.SearchExtended wanted) {
        boolean more = state.isExtendedBy(wanted);
        strategy.check(study.space(), wanted.budget());
        policy.check(study.space(), wanted.budget());
        if (more) {
            state.record(wanted);
        }
    }

    /** Whether a stop rule or {@link #stop} ended the search. */
    public boolean isHalted() {
        return orders.isHalted();
    }

    /** Records the test figures of a finalist. */
    public void tellTest(TrialId id, Evaluation evaluation) {
        state.record(new TrialEvent.TestRead(id, evaluation));
    }
}
