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
            assertThat(first.isShared())
                    .as("Claims that several writers share say so")
                    .isTrue();
            assertThat(first.claim(ONE))
                    .as("A trial that nobody has is granted")
                    .isTrue();
            assertThat(second.claim(ONE))
                    .as("A trial that another writer has is not granted")
                    .isFalse();
            assertThat(second.claim(TWO)).as("Another trial is granted").isTrue();
            assertThat(first.claim(ONE))
                    .as("A writer is granted its own trial again")
                    .isTrue();
            assertThat(first.elsewhere())
                    .as("The trials elsewhere are those of other writers")
                    .containsExactly(TWO);
            assertThat(second.elsewhere())
                    .as("The trials elsewhere are those of other writers")
                    .containsExactly(ONE);
        }
    }

    @Test
    default void releasedTrialIsGrantedAgain() throws Exception {
        try (Claims first = join();
                Claims second = join()) {
            first.claim(ONE);
            second.release(ONE);
            assertThat(second.claim(ONE))
                    .as("A trial released by a writer that did not have it is not granted")
                    .isFalse();
            first.release(ONE);
            assertThat(second.elsewhere()).as("A released trial is nobody's").isEmpty();
            assertThat(second.claim(ONE))
                    .as("A released trial is granted again")
                    .isTrue();
        }
    }

    @Test
    default void claimOfADeadWriterEnds() throws Exception {
        try (Claims dead = join();
                Claims living = join()) {
            dead.claim(ONE);
            endLeases();
            assertThat(living.elsewhere())
                    .as("The claims of a writer whose lease has ended are nobody's")
                    .isEmpty();
            assertThat(living.claim(ONE))
                    .as("The trial of a writer whose lease has ended is granted again")
                    .isTrue();
            assertThat(dead.elsewhere())
                    .as("A writer learns that its trial was taken over")
                    .containsExactly(ONE);
            dead.renew();
            dead.release(ONE);
            assertThat(dead.claim(ONE))
                    .as("A trial that was taken over is not granted to the writer that lost it")
                    .isFalse();
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
            assertThat(second.elsewhere()).as("Renewed claims stay").containsExactlyInAnyOrder(ONE, TWO);
            assertThat(second.claim(ONE))
                    .as("A trial whose claim was renewed is not granted to another writer")
                    .isFalse();
            assertThat(second.claim(TWO))
                    .as("A trial whose claim was renewed is not granted to another writer")
                    .isFalse();
        }
    }

    @Test
    default void writerThatLeavesGivesAllBack() throws Exception {
        try (Claims second = join()) {
            try (Claims first = join()) {
                first.claim(ONE);
                first.claim(TWO);
            }
            assertThat(second.elsewhere())
                    .as("The trials of a writer that leaves are nobody's")
                    .isEmpty();
            assertThat(second.claim(ONE))
                    .as("A trial of a writer that left is granted again")
                    .isTrue();
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
            assertThat(all)
                    .as("Each of fifty trials is granted once to eight writers")
                    .hasSize(trials)
                    .doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
            joined.forEach(Claims::close);
        }
    }
}
