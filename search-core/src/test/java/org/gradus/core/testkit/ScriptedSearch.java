package org.gradus.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;

/**
 * Runs a search whose trainings follow a script, through the same session as a real one. Every epoch has 10 steps. A
 * sweep sees losses that fall until a rate of 0.1 and then leap.
 */
public final class ScriptedSearch {
    /** The length of an epoch. */
    public static final int STEPS_PER_EPOCH = 10;

    private final Script script;
    private final SearchSession session;
    private final List<TrialEvent> events;

    /** What the trainings come to. */
    public interface Script {
        /**
         * The objective's figures after epochs 1, 2, …, as people read them. The first that is not finite ends the
         * training as diverged; none at all fails it.
         */
        double[] figures(Configuration configuration);
    }

    private ScriptedSearch(Script script, SearchSession session, List<TrialEvent> events) {
        this.script = script;
        this.session = session;
        this.events = new ArrayList<>(events);
    }

    public static ScriptedSearch of(StudyRecord study, Strategy strategy, BudgetPolicy policy, Script script) {
        return resume(study, strategy, policy, script, List.of());
    }

    /** A search that goes on after these events. */
    public static ScriptedSearch resume(
            StudyRecord study, Strategy strategy, BudgetPolicy policy, Script script, List<TrialEvent> events) {
        return new ScriptedSearch(
                script, SearchSession.resume(study, strategy, policy, c -> STEPS_PER_EPOCH, events), events);
    }

    /** What has happened so far, in order. */
    public List<TrialEvent> events() {
        events.addAll(session.drainEvents());
        return List.copyOf(events);
    }

    public StudyView view() {
        return session.view();
    }

    /** Runs to the end, one order at a time. */
    public StudyView run() {
        while (step(1)) {
            // Each step tells the session something.
        }
        return view();
    }

    /** Asks for n orders at once, then reports them in reverse order; false once the search is over. */
    public boolean step(int atOnce) {
        List<Ask.Train> orders = new ArrayList<>();
        while (orders.size() < atOnce && session.ask() instanceof Ask.Train order) {
            orders.add(order);
        }
        for (int i = orders.size() - 1; i >= 0; i--) {
            session.tell(report(script, orders.get(i)));
        }
        return !orders.isEmpty();
    }

    /** What a training that follows a script reports. */
    static SegmentReport report(Script script, Ask.Train order) {
        Optional<Sweep> sweep = order.trial().plan().sweep();
        if (sweep.isPresent()) {
            return SegmentReport.reached(order.trial().id(), climb(sweep.get()));
        }
        double[] figures = script.figures(order.configuration());
        if (figures.length == 0) {
            return SegmentReport.failed(order.trial().id(), "failed by a script", "");
        }
        List<CurvePoint> points = new ArrayList<>();
        int from = order.fromStep() == 0 && order.trial().curve().isEmpty()
                ? 0
                : (int) (order.fromStep() / STEPS_PER_EPOCH) + 1;
        for (int epoch = from; epoch <= order.untilEpoch(); epoch++) {
            double figure = epoch == 0 ? untrained(order.objective()) : figures[epoch - 1];
            if (!Double.isFinite(figure)) {
                return SegmentReport.diverged(order.trial().id(), points, "diverged by a script");
            }
            points.add(point(order.trial(), order.objective(), epoch, figure));
        }
        return SegmentReport.reached(order.trial().id(), points);
    }

    private static double untrained(Objective objective) {
        return objective.metric().equals("loss") ? Double.MAX_VALUE / 4 : Curves.CHANCE;
    }

    private static CurvePoint point(Trial trial, Objective objective, int epoch, double figure) {
        String metric = objective.metric();
        Evaluation evaluation =
                metric.equals("loss") ? Evaluation.ofLoss(figure) : new Evaluation(1, Map.of(metric, figure));
        double rate = trial.learningRate().map(r -> r.value()).orElse(1.0);
        return new CurvePoint(
                (long) epoch * STEPS_PER_EPOCH, rate, 1, Optional.of(evaluation), Optional.of(evaluation));
    }

    private static List<CurvePoint> climb(Sweep sweep) {
        List<CurvePoint> points = new ArrayList<>();
        for (int step = 1; step <= sweep.steps(); step++) {
            double rate = sweep.schedule().at(step, sweep.steps());
            double fall = 2 / (1 + Math.exp(-(Math.log10(rate) + 3) / 0.3));
            points.add(CurvePoint.ofBatch(step, rate, rate > 0.1 ? 30 : 2.3 - fall));
        }
        return points;
    }
}
