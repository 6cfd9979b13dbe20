package org.gradus.examples.benchmark;

import java.util.List;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.SegmentReport;
import org.gradus.strategies.Strategies;

/**
 * A search that trains nothing: ask, store, tell, store, as the engine does. What is asked and what is told are each on disk
 * before it goes on.
 */
final class AskTell {
    private static final double NANOS = 1e9;

    private final StudyRecord study;
    private final StudyStore store;
    private final SearchSession session;
    private long version;

    private AskTell(MadeStudy made, BudgetPolicy policy, StudyStore store) {
        this.study = made.study();
        this.store = store;
        this.session = SearchSession.start(study, Strategies.random(), policy, configuration -> 1);
        store.create(study);
    }

    /** How many trials a second are asked for and told of, in one thread. */
    static double trialsPerSecond(MadeStudy made, BudgetPolicy policy, StudyStore store) {
        AskTell search = new AskTell(made, policy, store);
        long start = System.nanoTime();
        search.run();
        return made.trials() / ((System.nanoTime() - start) / NANOS);
    }

    private void run() {
        Ask ask = askDurably();
        while (ask instanceof Ask.Train train) {
            double rate = train.configuration().learningRate().value();
            int from = train.trial().epochsTrained();
            session.tell(SegmentReport.reached(train.trial().id(), MadeStudy.points(rate, from, train.untilEpoch())));
            append();
            ask = askDurably();
        }
    }

    private Ask askDurably() {
        Ask ask = session.ask();
        append();
        return ask;
    }

    private void append() {
        List<TrialEvent> events = session.drainEvents();
        if (!events.isEmpty()) {
            version = store.append(study.id(), version, events);
        }
    }
}
