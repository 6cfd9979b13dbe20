package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.store.Claims;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

/** What the claims of every store keep to that lets several writers share a study. */
public interface ClaimsContract {
    TrialId ONE = new TrialId(1);
    TrialId TWO = new TrialId(2);

    /** A new writer of one study, the same in all of a test. */
    Claims join() throws Exception;

    /** Lets the leases of all claims end that are not renewed from now on. */
    void endLeases() throws Exception;

    @Test
    default void trialIsGrantedToOneWriter() throws Exception {
        try (Claims first = join();
                Claims second = join()) {
            assertThat(first.isShared()).isTrue();
            assertThat(first.claim(ONE)).isTrue();
            assertThat(second.claim(ONE)).isFalse();
            assertThat(second.claim(TWO)).isTrue();
            assertThat(first.claim(ONE)).as("its own again").isTrue();
            assertThat(first.elsewhere()).containsExactly(TWO);
            assertThat(second.elsewhere()).containsExactly(ONE);
        }
    }

    @Test
    default void releasedTrialIsGrantedAgain() throws Exception {
        try (Claims first = join();
                Claims second = join()) {
            first.claim(ONE);
            second.release(ONE);
            assertThat(second.claim(ONE))
                    .as("released by a writer that did not have it")
                    .isFalse();
            first.release(ONE);
            assertThat(second.elsewhere()).isEmpty();
            assertThat(second.claim(ONE)).isTrue();
        }
    }

    @Test
    default void claimOfADeadWriterEnds() throws Exception {
        try (Claims dead = join();
                Claims living = join()) {
            dead.claim(ONE);
            endLeases();
            assertThat(living.elsewhere()).isEmpty();
            assertThat(living.claim(ONE)).isTrue();
            assertThat(dead.elsewhere()).containsExactly(ONE);
            dead.renew();
            dead.release(ONE);
            assertThat(dead.claim(ONE)).as("taken over").isFalse();
        }
    }

    @Test
    default void renewedClaimStays() throws Exception {
        try (Claims first = join();
                Claims second = join()) {
            first.claim(ONE);
            first.claim(TWO);
            endLeases();
            first.renew();
            assertThat(second.elsewhere()).containsExactlyInAnyOrder(ONE, TWO);
            assertThat(second.claim(ONE)).isFalse();
            assertThat(second.claim(TWO)).isFalse();
        }
    }

    @Test
    default void writerThatLeavesGivesAllBack() throws Exception {
        try (Claims second = join()) {
            try (Claims first = join()) {
                first.claim(ONE);
                first.claim(TWO);
            }
            assertThat(second.elsewhere()).isEmpty();
            assertThat(second.claim(ONE)).isTrue();
        }
    }

    /** Eight writers claim the same fifty trials; each is granted once. */
    @Test
    default void noTrialIsGrantedTwice() throws Exception {
        int writers = 8;
        int trials = 50;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Claims> joined = new ArrayList<>();
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<List<TrialId>>> granted = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                Claims claims = join();
                joined.add(claims);
                granted.add(threads.submit(() -> {
                    start.await();
                    List<TrialId> own = new ArrayList<>();
                    for (int trial = 1; trial <= trials; trial++) {
                        if (claims.claim(new TrialId(trial))) {
                            own.add(new TrialId(trial));
                        }
                    }
                    return own;
                }));
            }
            start.countDown();
            List<TrialId> all = new ArrayList<>();
            for (Future<List<TrialId>> own : granted) {
                all.addAll(own.get());
            }
            assertThat(all).hasSize(trials).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
            joined.forEach(Claims::close);
        }
    }
}
