package org.gradus.core.engine;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StudyBusyException;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;

/**
 * How a run joins the writers of a study.
 *
 * @param lease for how long a claim is good unless renewed
 * @param patient whether to wait where another process is the only writer: those that ask or tell one trial are done in a moment
 */
record Joining(Duration lease, boolean patient) {
    private static final int PAUSE_MILLIS = 50;

    /** Half a minute of pauses. */
    private static final int ATTEMPTS = 600;

    Claims join(StudyStore store, StudyId study) {
        for (int attempt = 1; patient && attempt < ATTEMPTS; attempt++) {
            try {
                return store.join(study, lease);
            } catch (StudyBusyException e) {
                Uninterruptibles.sleepUninterruptibly(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return store.join(study, lease);
    }
}
