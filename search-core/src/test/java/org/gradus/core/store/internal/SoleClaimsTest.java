package org.gradus.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.core.store.Claims;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

class SoleClaimsTest {
    @Test
    void everythingIsGrantedUntilTheWriterLeaves() {
        AtomicInteger left = new AtomicInteger();
        TrialId trial = new TrialId(1);
        try (Claims claims = new SoleClaims(left::incrementAndGet)) {
            assertThat(claims.isShared()).isFalse();
            assertThat(claims.claim(trial)).isTrue();
            assertThat(claims.claim(trial)).isTrue();
            claims.renew();
            claims.release(trial);
            assertThat(claims.elsewhere()).isEmpty();
            assertThat(left).hasValue(0);
        }
        assertThat(left).hasValue(1);
    }
}
