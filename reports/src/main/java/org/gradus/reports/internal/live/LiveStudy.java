package org.gradus.reports.internal.live;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyProgress;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TimeLeft;
import org.gradus.reports.internal.html.LivePageText;
import org.jspecify.annotations.Nullable;

/**
 * A study that changes, and the latest page of it. The page is made once for all browsers, when one asks, and not more often
 * than leaves the search its time. Thread-safe: changes never wait for a page that is made.
 */
final class LiveStudy {
    /** The pages that are made before the code that makes them is compiled; their time says nothing of the next. */
    private static final int WARM_UP = 5;

    private static final long LEAST_REST_NANOS = Duration.ofSeconds(1).toNanos();

    /** A page that takes t to make is not made again within 10 t: a tenth of one processor at most. */
    private static final long REST_FACTOR = 10;

    private final Object making = new Object();
    private @Nullable Moment latest;
    private @Nullable Start start;
    private @Nullable LiveVersion made;
    private int count;
    private long notBefore;

    /** The study after a change; with a result once the search has ended. */
    private record Moment(long number, StudyRecord study, StudyView view, Optional<StudyResult> result) {}

    /** When the time that is left began to be measured. */
    private record Start(StudyProgress progress, long nanos) {}

    /**
     * A study is searched from now on.
     *
     * @throws IllegalStateException if its ranking is none of this library's
     */
    synchronized void begin(StudyRecord study) {
        ranking(study);
        start = null;
        latest = new Moment(nextNumber(), study, new StudyFold(study).view(), Optional.empty());
    }

    synchronized void change(StudyView view) {
        Moment before = latest;
        if (before == null) {
            throw new IllegalStateException("no study has begun");
        }
        latest = new Moment(nextNumber(), before.study(), view, Optional.empty());
        if (start == null) {
            start = new Start(StudyProgress.of(before.study(), view), System.nanoTime());
        }
    }

    synchronized void end(StudyResult result) {
        latest = new Moment(nextNumber(), result.study(), result.view(), Optional.of(result));
    }

    private long nextNumber() {
        return latest == null ? 1 : latest.number() + 1;
    }

    private static Ranking ranking(StudyRecord study) {
        String name = study.settings().ranking();
        return Ranking.named(name)
                .orElseThrow(() -> new IllegalStateException("study '" + study.id() + "' is ranked by '" + name
                        + "', which is no ranking of this library: no page can be made of it before its end"));
    }

    private synchronized @Nullable Moment latest() {
        return latest;
    }

    /** The latest page, or one before it while it may not be made again yet; empty where no study has begun. */
    Optional<LiveVersion> page() {
        synchronized (making) {
            Moment moment = latest();
            LiveVersion known = made;
            if (moment == null || (known != null && (known.number() == moment.number() || rests(moment)))) {
                return Optional.ofNullable(known);
            }
            long from = System.nanoTime();
            StudyResult result = moment.result().orElseGet(() -> ranked(moment));
            made = LiveVersion.of(moment.number(), LivePageText.of(result));
            long until = System.nanoTime();
            count++;
            notBefore = until
                    + (count <= WARM_UP
                            ? LEAST_REST_NANOS
                            : Math.max(LEAST_REST_NANOS - (until - from), REST_FACTOR * (until - from)));
            return Optional.of(made);
        }
    }

    /** Whether the page may not be made again yet; that of the end is not waited for. */
    private boolean rests(Moment moment) {
        return moment.result().isEmpty() && System.nanoTime() < notBefore;
    }

    private static StudyResult ranked(Moment moment) {
        return new StudyResult(
                moment.study(), moment.view(), ranking(moment.study()).rank(moment.view()), false);
    }

    /** How far the study has come; empty where none has begun. */
    Optional<LiveProgress> progress() {
        Moment moment;
        Start since;
        synchronized (this) {
            moment = latest;
            since = start;
        }
        if (moment == null) {
            return Optional.empty();
        }
        StudyProgress now = StudyProgress.of(moment.study(), moment.view());
        Optional<TimeLeft> left = since == null
                ? Optional.empty()
                : TimeLeft.of(since.progress(), now, Duration.ofNanos(Math.max(1, System.nanoTime() - since.nanos())));
        return Optional.of(new LiveProgress(moment.number(), now, moment.view(), left, moment.result()));
    }
}
