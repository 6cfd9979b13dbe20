package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/**
 * Tells reports to a session and asks it for what comes next. It changes nothing else, so it can be made again.
 *
 * @param reports told in this order
 * @param places how many trials are asked for
 * @param first done to the session before each ask
 * @param then done to the session with each trial that it gave
 * @param here the trials that are trained here
 */
record AdvanceStep(
        List<SegmentReport> reports,
        int places,
        Consumer<SearchSession> first,
        BiConsumer<SearchSession, TrialId> then,
        Set<TrialId> here) {
    /**
     * What came of it.
     *
     * @param asks trials to train, and why there are not more
     * @param discarded trials that were not trained here any more when they were reported
     * @param released trials whose models are not needed here any more
     */
    record Answer(List<Ask> asks, List<TrialId> discarded, Set<TrialId> released) {
        StoredChanges.Moves moves() {
            Set<TrialId> claims = new HashSet<>();
            for (Ask ask : asks) {
                if (ask instanceof Ask.Train order) {
                    claims.add(order.trial().id());
                }
            }
            return new StoredChanges.Moves(claims, released);
        }
    }

    /** Tells the reports, and asks for nothing. */
    Answer tell(SearchSession session) {
        return answer(session, 0);
    }

    Answer tellAndAsk(SearchSession session) {
        return answer(session, places);
    }

    private Answer answer(SearchSession session, int wanted) {
        List<TrialId> discarded = new ArrayList<>();
        for (SegmentReport report : reports) {
            if (here.contains(report.trial()) && session.isAsked(report.trial())) {
                session.tell(report);
            } else {
                discarded.add(report.trial());
            }
        }
        Set<TrialId> released = new HashSet<>();
        for (SegmentReport report : reports) {
            if (!isTestedHere(session.view().trial(report.trial()))) {
                released.add(report.trial());
            }
        }
        return new Answer(asks(session, wanted), discarded, released);
    }

    private List<Ask> asks(SearchSession session, int wanted) {
        List<Ask> asks = new ArrayList<>();
        boolean more = true;
        while (more && asks.size() < wanted) {
            first.accept(session);
            Ask ask = session.ask();
            if (ask instanceof Ask.Train order) {
                then.accept(session, order.trial().id());
            } else {
                more = false;
            }
            asks.add(ask);
        }
        return asks;
    }

    /** Whether this process keeps the model of a trial, and with it its claim, to read the test split. */
    private static boolean isTestedHere(Trial trial) {
        return trial.purpose() != TrialPurpose.SEARCH && trial.finalScore().isPresent();
    }
}
