package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.testkit.UnratedTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that is cancelled in the middle of a training leaves the model there, and whoever goes on begins there. */
class HandedBackTrialsTest {
    /** In the middle of an epoch, between two recorded points. */
    private static final int CANCELLED_AT = 13;

    @TempDir
    private Path folder;

    private Search search(ScriptedTrainer trainer, String file) {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(1e-3, 1e-2))
                .policy(new FullBudget())
                .trials(2)
                .epochs(3)
                .seed(5)
                .store(folder.resolve(file));
    }

    /** Cancels a search at a step of its first trial. */
    private StudyResult cancelled(String file) {
        CompletableFuture<RunningSearch> running = new CompletableFuture<>();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == CANCELLED_AT) {
                running.join().cancel();
                while (!cancel.isCancelled()) {
                    Thread.onSpinWait();
                }
            }
            return loss;
        });
        running.complete(search(trainer, file).start());
        return running.join().await();
    }

    private List<TrialEvent> events(String file) {
        try (var store = StudyStores.open(folder.resolve(file))) {
            return store.events(new StudyId("study"), 0);
        }
    }

    @Test
    void trialGoesOnWhereItWasLeft() {
        StudyResult whole = search(new ScriptedTrainer(), "whole").run();
        assertThat(cancelled("left").interrupted()).isTrue();
        assertThat(events("left")).last().isInstanceOfSatisfying(TrialEvent.CurveExtended.class, left -> {
            assertThat(left.handedBack()).isTrue();
            assertThat(left.checkpoint()).isPresent();
        });
        AtomicLong first = new AtomicLong(Long.MAX_VALUE);
        ScriptedTrainer next = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() == 1) {
                first.accumulateAndGet(step, Math::min);
            }
            return loss;
        });
        StudyResult continued = search(next, "left").run();
        assertThat(first).as("no step is trained again").hasValue(CANCELLED_AT + 1L);
        assertThat(Views.timeless(continued.view())).isEqualTo(Views.timeless(whole.view()));
        assertThat(continued.ranking()).hasToString(whole.ranking().toString());
    }

    @Test
    void joiningNeedsTheStudyItsTrainerAndItsStrategy() {
        String address = folder.resolve("study").toString();
        search(new ScriptedTrainer(), "study").run();
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(Search.join(address, "other", new ScriptedTrainer())::start)
                .withMessageContaining("no study 'other', but [study]");
        assertThatIllegalStateException()
                .isThrownBy(Search.join(address, "study", new UnratedTrainer())::start)
                .withMessageContaining("is trained by trainer 'scripted', not by");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(Search.join(address, "study", new ScriptedTrainer())::start)
                .withMessageContaining("has the strategy 'toy', which is unknown here");
    }
}
