package org.gradus.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.ClaimsContract;

class InMemoryClaimsTest implements ClaimsContract {
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InMemoryStudyStore store = new InMemoryStudyStore(now::get);

    @Override
    public Claims join() {
        return store.join(new StudyId("s"), LEASE);
    }

    @Override
    public void endLeases() {
        now.updateAndGet(instant -> instant.plus(LEASE));
    }
}
