package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;

/** A study in a store that others train: what they append is reported to a listener once a second. */
final class FollowedStudy {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StudyStore store;
    private final StudyId id;
    private final SearchListener listener;
    private final CountDownLatch left = new CountDownLatch(1);

    FollowedStudy(StudyStore store, StudyId id, SearchListener listener) {
        this.store = store;
        this.id = id;
        this.listener = listener;
    }

    /** Ends {@link #follow} soon. */
    void leave() {
        left.countDown();
    }

    /**
     * Reports the study until it has ended or {@link #leave} is called; with {@code on} until then alone, because a study can be
     * extended. Of events that came together the last is reported.
     */
    void follow(boolean on) throws InterruptedException {
        StudyRecord study = store.find(id).orElseThrow();
        StudyFold fold = new StudyFold(study);
        long version = 0;
        boolean ended = false;
        listener.onStart(study);
        do {
            List<TrialEvent> news = news(version);
            if (!news.isEmpty()) {
                news.forEach(fold::apply);
                version += news.size();
                StudyView view = fold.view();
                listener.onEvent(news.get(news.size() - 1), view);
                ended = view.isClosed() && view.open().isEmpty();
                if (ended) {
                    listener.onEnd(StudyResult.of(store, id));
                }
            }
        } while ((on || !ended) && !left.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A store that cannot be reached for the moment has no news. */
    private List<TrialEvent> news(long version) {
        try {
            return store.events(id, version);
        } catch (StoreUnavailableException e) {
            return List.of();
        }
    }
}
