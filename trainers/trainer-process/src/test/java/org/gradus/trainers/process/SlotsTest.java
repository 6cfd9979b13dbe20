package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
    @TempDir
    Path busy;

    /** The program itself fails if it finds another one training in its slot. */
    @Test
    void twoTrainingsNeverShareASlot() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try (ProcessTrainer trainer = ProcessTrainer.builder(DescentProgram.command("slots"))
                .slots(List.of("left", "right"))
                .environment("BUSY_FOLDER", busy.toString())
                .start()) {
            TrainingRequest request =
                    TrainerRuns.request(trainer, Configuration.of(new LearningRate(0.1)), 3);
            List<Callable<List<CurvePoint>>> trainings = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                trainings.add(() -> {
                    try (TrainingSession session = trainer.open(request)) {
                        return TrainerRuns.finish(session, request, 10, 20);
                    }
                });
            }
            List<CurvePoint> first = null;
            for (Future<List<CurvePoint>> training : threads.invokeAll(trainings)) {
                first = first == null ? training.get() : first;
                assertThat(training.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSlotWithTheFewestModelsIsNext() throws Exception {
        Slots slots = new Slots(List.of("a", "b"));
        assertThat(slots.acquireAny()).contains("a");
        slots.count(Optional.of("a"), 1);
        slots.release(Optional.of("a"));
        assertThat(slots.acquireAny()).contains("b");
        slots.release(Optional.of("b"));
    }

    /** A held model is in a process of its slot: no other slot will do. */
    @Test
    void busySlotIsWaitedForUntilItIsNoLongerWanted() throws Exception {
        Slots slots = new Slots(List.of("a", "b"));
        assertThat(slots.acquire(Optional.of("a"), () -> false)).isTrue();
        assertThat(slots.acquire(Optional.of("a"), () -> true)).isFalse();
        slots.release(Optional.of("a"));
        assertThat(slots.acquire(Optional.of("a"), () -> true)).isTrue();
    }

    @Test
    void withoutNamesThereIsRoomForAll() throws Exception {
        Slots slots = new Slots(List.of());
        assertThat(slots.acquireAny()).isEmpty();
        assertThat(slots.acquire(Optional.empty(), () -> true)).isTrue();
    }
}
