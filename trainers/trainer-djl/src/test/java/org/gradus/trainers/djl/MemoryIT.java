package org.gradus.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingSession;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A network of a million parameters takes 16 MB with its gradients and Adam's averages; 200 of them take no more than a few. */
@ExtendWith(Natives.class)
class MemoryIT {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int TRIALS = 200;

    /** By then the heap, the code of the JVM and the pools of the native allocator have their size. */
    private static final int WARM = 50;

    /** Heap and allocator differ by some 100 from reading to reading; 150 networks that were not freed would take 2,400. */
    private static final double MOST_MEBIBYTES = 600;

    private static Block large() {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(1000).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(950).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(Tiny.CLASSES).build());
    }

    private static double residentMebibytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twoHundredTrialsTakeTheMemoryOfAFew() throws Exception {
        assumeTrue(Files.isReadable(STATUS), "this system does not say how much memory is resident");
        DjlTrainer trainer = DjlTrainer.of(configuration -> large(), Tiny.data())
                .withBatchSize(16)
                .withOptimizer(Optimizer.adam());
        double warm = 0;
        for (int trial = 1; trial <= TRIALS; trial++) {
            try (TrainingSession session = trainer.open(TrainerRuns.request(trainer, Tiny.rate(0.001), 1))) {
                TrainerRuns.advance(session, 3);
                session.checkpoint();
            }
            if (trial % WARM == 0) {
                System.gc();
                double resident = residentMebibytes();
                System.out.printf(Locale.ROOT, "after %d trials: %.0f MiB resident%n", trial, resident);
                warm = trial == WARM ? resident : warm;
            }
        }
        System.gc();
        assertThat(residentMebibytes() - warm).isLessThan(MOST_MEBIBYTES);
    }
}
