package org.gradus.core.session;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;

/** All that a session knows of its study, folded from events, and the events that no store has yet. Not thread-safe. */
final class SessionState {
    private final StudyRecord study;
    private final StudyFold fold;
    private final TrialPlanner planner;
    private final OpenOrders orders;
    private final List<TrialEvent> undrained = new ArrayList<>();
    private TrialEvent.SearchExtended limits;

    /** The study as it was when the round that is open began. */
    private StudyView beforeRound;

    private Mark mark;

    SessionState(StudyRecord study, TrialPlanner planner) {
        this.study = study;
        this.fold = new StudyFold(study);
        this.planner = planner;
        this.orders = new OpenOrders(study.settings().round());
        this.limits = TrialEvent.SearchExtended.of(study);
        this.beforeRound = fold.view();
        this.mark = new Mark(fold.mark(), 0, planner.mark(), orders.copy(), limits, beforeRound, List.of());
    }

    OpenOrders orders() {
        return orders;
    }

    StudyView view() {
        return fold.view();
    }

    /** The study when everything in it was last decided. */
    StudyView settledView() {
        return orders.isRoundOpen() ? beforeRound : view();
    }

    /**
     * Whether other limits change anything: they may hold already, because another process has extended the study.
     *
     * @throws IllegalArgumentException if a full training would change, or there would be fewer trials or epochs
     */
    boolean isExtendedBy(TrialEvent.SearchExtended wanted) {
        if (!wanted.budget().isAtLeast(limits.budget())) {
            throw new IllegalArgumentException("study '" + study.id() + "' had a budget of "
                    + limits.budget().words() + "; it can be extended, but not to "
                    + wanted.budget().words());
        }
        return !wanted.equals(limits);
    }

    /** Takes in an event that a store has. */
    void apply(TrialEvent event) {
        if (orders.opensRound(event)) {
            beforeRound = view();
        }
        if (event instanceof TrialEvent.SearchExtended extended) {
            limits = extended;
        }
        fold.apply(event);
        planner.apply(event);
        orders.apply(event, fold.size());
    }

    /** The state at one moment. */
    private record Mark(
            StudyFold.Mark fold,
            int trials,
            int planner,
            OpenOrders orders,
            TrialEvent.SearchExtended limits,
            StudyView beforeRound,
            List<TrialEvent> undrained) {}

    /** Remembers the state of now; the one before is forgotten. */
    void mark() {
        mark = new Mark(
                fold.mark(), fold.size(), planner.mark(), orders.copy(), limits, beforeRound, List.copyOf(undrained));
    }

    /** Goes back to the state that was remembered last. */
    void undo() {
        planner.undo(mark.planner, view().trials().subList(mark.trials, fold.size()));
        fold.undo(mark.fold);
        orders.set(mark.orders);
        limits = mark.limits;
        beforeRound = mark.beforeRound;
        undrained.clear();
        undrained.addAll(mark.undrained);
    }

    /** Takes in an event that a store must be given. */
    <E extends TrialEvent> E record(E event) {
        apply(event);
        undrained.add(event);
        return event;
    }

    /** The events that were recorded since the last call, in order. */
    List<TrialEvent> drain() {
        List<TrialEvent> events = List.copyOf(undrained);
        undrained.clear();
        return events;
    }
}
