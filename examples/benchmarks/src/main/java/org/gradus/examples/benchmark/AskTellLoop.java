package org.gradus.examples.benchmark;

import java.util.List;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.SegmentReport;
import org.gradus.strategies.Strategies;

/**
 * A search that trains nothing: ask, store, tell, store, as the engine does. Each order and each report is on disk before it
 * goes on.
 */
final class AskTellLoop {
    private static final double NANOS = 1e9;

    private final StudyId study;
    private final StudyStore store;
    private final SearchSession session;
    private long version;

    private AskTellLoop(StudyRecord study, BudgetPolicy policy, StudyStore store) {
        this.study = study.id();
        this.store = store;
        this.session = SearchSession.start(study, Strategies.random(), policy, configuration -> 1);
    }

    /** How many trials a second are asked for and reported, in one thread. */
    static double trialsPerSecond(GeneratedStudy made, BudgetPolicy policy, StudyStore store) {
        StudyRecord study = made.study();
        AskTellLoop loop = new AskTellLoop(study, policy, store);
        store.create(study);
        long start = System.nanoTime();
        while (loop.ask() instanceof Ask.Train train) {
            loop.tell(train);
        }
        return made.trials() / ((System.nanoTime() - start) / NANOS);
    }

    private Ask ask() {
        Ask ask = session.ask();
        append();
        return ask;
    }

    private void tell(Ask.Train train) {
        double rate = train.configuration().learningRate().value();
        int from = train.trial().epochsTrained();
        session.tell(SegmentReport.reached(train.trial().id(), GeneratedStudy.points(rate, from, train.untilEpoch())));
        append();
    }

    private void append() {
        List<TrialEvent> events = session.drainEvents();
        if (!events.isEmpty()) {
            version = store.append(study, version, events);
        }
    }
}
