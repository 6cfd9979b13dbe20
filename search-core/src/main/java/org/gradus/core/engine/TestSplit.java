package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.session.SearchSession;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the test split, once for each training that speaks for a finalist, after they have been ranked. */
final class TestSplit {
    private static final Logger LOG = LoggerFactory.getLogger(TestSplit.class);
    private static final long POLL_MILLIS = 100;

    private final StoredSession session;
    private final TrialExecutor executor;
    private final Function<Trial, TrainingRequest> request;
    private final BooleanSupplier cancelled;

    /**
     * The readings of one run.
     *
     * @param request how a trial was trained
     * @param cancelled whether to give up
     */
    TestSplit(
            StoredSession session,
            TrialExecutor executor,
            Function<Trial, TrainingRequest> request,
            BooleanSupplier cancelled) {
        this.session = session;
        this.executor = executor;
        this.request = request;
        this.cancelled = cancelled;
    }

    /** Reads the test split for those for which no other process does, and awaits the others. */
    void read(RankingResult ranking, List<TrialId> finalists) throws InterruptedException {
        Set<TrialId> tried = new HashSet<>();
        while (!cancelled.getAsBoolean()) {
            List<Trial> untested = Finalists.toTest(session.view(), ranking, finalists).stream()
                    .filter(trial -> !tried.contains(trial.id()))
                    .toList();
            if (untested.isEmpty()) {
                return;
            }
            List<Trial> here = claimed(untested);
            here.forEach(trial -> tried.add(trial.id()));
            test(here);
            for (Trial trial : untested) {
                session.release(trial.id());
            }
            if (here.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            session.synchronize();
        }
    }

    /** Those that no other process has, and for which none has read the test split before they were claimed. */
    private List<Trial> claimed(List<Trial> trials) throws InterruptedException {
        List<TrialId> claimed = new ArrayList<>();
        for (Trial trial : trials) {
            if (session.claim(trial.id())) {
                claimed.add(trial.id());
            }
        }
        session.synchronize();
        return claimed.stream()
                .map(session.view()::trial)
                .filter(trial -> trial.test().isEmpty())
                .toList();
    }

    private void test(List<Trial> trials) throws InterruptedException {
        BlockingQueue<TestReport> answers = new LinkedBlockingQueue<>();
        for (Trial trial : trials) {
            LearningCurve curve = trial.curve();
            executor.test(
                    new WorkOrder(request.apply(trial), curve, curve.lastStep(), trial.checkpoint(), Optional.empty()),
                    answers::add);
        }
        List<TestReport> all = new ArrayList<>();
        while (all.size() < trials.size() && !cancelled.getAsBoolean()) {
            Optional.ofNullable(answers.poll(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .ifPresent(all::add);
        }
        all.sort(Comparator.comparing(TestReport::trial));
        session.change(s -> {
            all.forEach(answer -> note(answer, s));
            return s;
        });
    }

    private static void note(TestReport answer, SearchSession session) {
        if (answer.evaluation().isEmpty()) {
            LOG.warn("no test figures of {}: {}", answer.trial(), answer.problem());
        } else if (session.view().trial(answer.trial()).test().isEmpty()) {
            session.tellTest(answer.trial(), answer.evaluation().get());
        }
    }
}
