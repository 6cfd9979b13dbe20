package org.gradus.core.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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
import org.gradus.core.trial.StudyFold;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
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
    private final ToLongFunction<Configuration> stepsPerEpoch;
    private final StudyFold fold;
    private final List<TrialEvent> undrained = new ArrayList<>();

    /** Trials that may train but were not asked for yet, in the order in which they became so. */
    private final Deque<TrialId> ready = new ArrayDeque<>();

    /** Trials that were asked for and have not been told of. */
    private final Set<TrialId> asked = new HashSet<>();

    /** Whether a stop rule ended the search: nothing is continued any more. */
    private boolean halted;

    private SearchSession(
            StudyRecord study, Strategy strategy, BudgetPolicy policy, ToLongFunction<Configuration> stepsPerEpoch) {
        this.study = study;
        this.strategy = strategy;
        this.policy = policy;
        this.stepsPerEpoch = stepsPerEpoch;
        this.fold = new StudyFold(study);
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

    /** The search that had these events, going on. Trials that were running are asked for again. */
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
        for (Trial trial : session.view().trials()) {
            if (trial.state() == TrialState.RUNNING) {
                session.ready.add(trial.id());
            } else if (trial.state() == TrialState.WAITING) {
                session.settle(trial.id());
            }
        }
        return session;
    }

    /** The study as it stands. */
    public StudyView view() {
        return fold.view();
    }

    /** The events since the last call, in order: what a store must append. */
    public List<TrialEvent> drainEvents() {
        List<TrialEvent> events = List.copyOf(undrained);
        undrained.clear();
        return events;
    }

    /** What to do next: train a trial, wait for one, or nothing any more. */
    public Ask ask() {
        if (ready.isEmpty() && !view().isClosed()) {
            propose();
        }
        if (ready.isEmpty() && !halted) {
            decide();
        }
        TrialId next = ready.poll();
        if (next != null) {
            asked.add(next);
            return order(view().trial(next));
        }
        if (!asked.isEmpty()) {
            return new Ask.Wait("waiting for " + asked.size() + " running trials");
        }
        view().closed().ifPresent(this::stopLeftovers);
        return new Ask.Finished(view().closed()
                .orElseThrow(() -> new IllegalStateException("strategy '" + strategy.name()
                        + "' waits for trials, but none is running and policy '" + policy.name()
                        + "' continues none")));
    }

    private void propose() {
        int searched = view().searched().size();
        if (study.budget().trials().isPresent()
                && searched >= study.budget().trials().getAsInt()) {
            close("all " + searched + " trials were proposed");
            return;
        }
        if (study.budget().totalEpochs().isPresent()
                && view().epochsSpent() >= study.budget().totalEpochs().getAsLong()) {
            close("all " + study.budget().totalEpochs().getAsLong() + " epochs are spent");
            return;
        }
        TrialId id = nextId();
        SplittableRandom random =
                new SplittableRandom(Seeds.mix(study.settings().seed(), id.number()));
        Proposal proposal = strategy.propose(view(), random);
        switch (proposal.kind()) {
            case SUGGEST -> suggest((Proposal.Suggest) proposal);
            case EXHAUSTED -> close(proposal.reason());
            case AWAIT -> {
                // Nothing to propose until a running trial reports or a held one goes on.
            }
        }
    }

    private void suggest(Proposal.Suggest suggestion) {
        if (!study.space().contains(suggestion.configuration())) {
            throw new IllegalStateException("strategy '" + strategy.name() + "' proposed (" + suggestion.configuration()
                    + "), which is not in the space: " + study.space().describe());
        }
        TrialPurpose purpose = suggestion.sweep().isPresent() ? TrialPurpose.SWEEP : TrialPurpose.SEARCH;
        add(
                purpose,
                Optional.empty(),
                0,
                suggestion.configuration(),
                suggestion.sweep(),
                strategy.name(),
                suggestion.reason());
    }

    /** Trains a finalist again, to the last epoch, with fresh seeds. It is asked for next. */
    public TrialId replicate(TrialId finalist, int replicate, String reason) {
        if (replicate < 1) {
            throw new IllegalArgumentException("replicates count from 1, but the number was " + replicate);
        }
        Configuration configuration = view().trial(finalist).configuration();
        return add(
                TrialPurpose.REPLICATE,
                Optional.of(finalist),
                replicate,
                configuration,
                Optional.empty(),
                "engine",
                reason);
    }

    /** Trains a configuration to compare the winner with, to the last epoch. It is asked for next. */
    public TrialId baseline(Configuration configuration, String reason) {
        return add(TrialPurpose.BASELINE, Optional.empty(), 0, configuration, Optional.empty(), "engine", reason);
    }

    private TrialId add(
            TrialPurpose purpose,
            Optional<TrialId> replicateOf,
            int replicate,
            Configuration configuration,
            Optional<Sweep> sweep,
            String proposedBy,
            String reason) {
        TrialPlan plan = new TrialPlan(
                nextId(),
                purpose,
                replicateOf,
                replicate,
                configuration,
                seeds(purpose, replicate),
                sweep,
                stepsPerEpoch.applyAsLong(configuration),
                proposedBy,
                reason);
        record(new TrialEvent.TrialProposed(plan, firstMilestone(purpose, configuration)));
        ready.add(plan.id());
        return plan.id();
    }

    /** Sweeps each have their own order of batches; all candidates share theirs, so that they can be compared. */
    private Seeds seeds(TrialPurpose purpose, int replicate) {
        Seeds shared = Seeds.of(study.settings().seed(), replicate);
        return purpose == TrialPurpose.SWEEP
                ? new Seeds(shared.init(), Seeds.mix(shared.data(), nextId().number()))
                : shared;
    }

    private int firstMilestone(TrialPurpose purpose, Configuration configuration) {
        if (purpose == TrialPurpose.SWEEP) {
            return 0;
        }
        if (purpose != TrialPurpose.SEARCH) {
            return study.budget().epochs();
        }
        int milestone = policy.firstMilestone(view(), configuration);
        if (!(milestone >= 1 && milestone <= study.budget().epochs())) {
            throw new IllegalStateException("policy '" + policy.name() + "' set the first milestone " + milestone
                    + ", which is not in [1, " + study.budget().epochs() + "]");
        }
        return milestone;
    }

    private TrialId nextId() {
        return new TrialId(view().trials().size() + 1);
    }

    private Ask.Train order(Trial trial) {
        long until = trial.plan().sweep().map(s -> (long) s.steps()).orElse(trial.untilEpoch() * trial.stepsPerEpoch());
        return new Ask.Train(trial, study.objective(), trial.curve().lastStep(), until);
    }

    /**
     * Takes in what came of an order, and lets the policy decide.
     *
     * @throws IllegalStateException if the trial was not asked for
     */
    public void tell(SegmentReport report) {
        Trial before = take(report.trial());
        String problem = problem(report, before);
        if (!problem.isEmpty()) {
            end(before.id(), new Outcome.Failed(problem, ""));
        } else {
            record(new TrialEvent.CurveExtended(
                    report.trial(), report.points(), report.worker(), report.elapsedMillis(), report.checkpoint()));
            if (report.end() == SegmentEnd.REACHED) {
                settle(report.trial());
            } else {
                end(report.trial(), SegmentEnds.outcome(report, view().trial(report.trial())));
            }
        }
        if (halted) {
            view().closed().ifPresent(this::stopLeftovers);
        } else {
            decide();
        }
    }

    /** Gives an order back untrained, so that it is asked for again. */
    public void giveBack(TrialId id) {
        take(id);
        ready.addFirst(id);
    }

    private Trial take(TrialId id) {
        if (!asked.remove(id)) {
            throw new IllegalStateException(id + " was not asked for, or was told of already");
        }
        return view().trial(id);
    }

    private String problem(SegmentReport report, Trial before) {
        return report.end() == SegmentEnd.FAILED
                ? ""
                : SegmentEnds.problem(report, before, order(before).untilStep());
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
            if (decision.verdict() == Verdict.STOP) {
                end(trial.id(), new Outcome.Stopped(trial.epochsTrained(), decision.reason()));
                continue;
            }
            record(new TrialEvent.DecisionMade(decision));
            if (decision.verdict() == Verdict.CONTINUE) {
                ready.add(trial.id());
            }
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
        ready.clear();
        stopLeftovers(reason);
    }

    private void stopLeftovers(String reason) {
        for (Trial trial : view().trials()) {
            if (!trial.ended() && !asked.contains(trial.id())) {
                end(trial.id(), new Outcome.Stopped(trial.epochsTrained(), reason));
            }
        }
    }

    /** Whether a stop rule or {@link #stop} ended the search. */
    public boolean isHalted() {
        return halted;
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
        fold.apply(event);
        halted |= event instanceof TrialEvent.SearchClosed closed && closed.halted();
    }
}
