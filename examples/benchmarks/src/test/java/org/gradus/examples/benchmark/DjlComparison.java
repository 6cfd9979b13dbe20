package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Seeds;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.djl.DjlTrainer;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.InMemoryData;

/**
 * Measures the Deep Java Library beside Deeplearning4j: images a second of processor time on one thread, and the searches of both. A program among
 * the tests, because it needs the native libraries of both. Arguments: {@code speed ROUNDS}, {@code search SEED}, or
 * {@code seeds COUNT}: trainings at one rate, each pair from equal parameters.
 */
final class DjlComparison {
    private static final double NANOS = 1e9;
    private static final int EPOCHS = 5;

    /** Near the winners of both searches. */
    private static final double BEST_RATE = 0.008;

    private final BenchmarkLines lines = new BenchmarkLines(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    private DjlComparison() {}

    public static void main(String[] args) throws Exception {
        DjlComparison comparison = new DjlComparison();
        long number = Long.parseLong(args[1]);
        if (args[0].equals("seeds")) {
            comparison.seeds(number);
            return;
        }
        Trainer dl4j = BenchmarkData.trainer(BenchmarkData.all());
        Trainer djl = DjlTrainer.of(configuration -> DjlCnn.block(), DjlCnn.data())
                .withBatchSize(BenchmarkData.BATCH)
                .withOptimizer(Optimizer.nesterov(0.9));
        if (args[0].equals("speed")) {
            comparison.speed(dl4j, djl, number);
        } else {
            comparison.search("dl4j", dl4j, number);
            comparison.search("djl", djl, number);
        }
    }

    private void seeds(long count) throws Exception {
        InMemoryData theirData = BenchmarkData.all();
        org.gradus.trainers.djl.data.InMemoryData ourData = DjlCnn.data();
        for (long seed = 1; seed <= count; seed++) {
            long init = seed;
            Trainer dl4j = Dl4jTrainer.fineTuning(configuration -> network(init), theirData)
                    .withBatchSize(BenchmarkData.BATCH);
            Trainer djl = DjlTrainer.of(configuration -> DjlCnn.copyOf(network(init)), ourData)
                    .withBatchSize(BenchmarkData.BATCH)
                    .withOptimizer(Optimizer.nesterov(0.9));
            lines.say(
                    "seed " + seed,
                    "test accuracy dl4j %.4f, djl %.4f",
                    accuracy(dl4j, new Seeds(seed, seed)),
                    accuracy(djl, new Seeds(seed, seed)));
        }
    }

    private static MultiLayerNetwork network(long seed) {
        MultiLayerNetwork network = new MultiLayerNetwork(BenchmarkCnn.configuration(seed));
        network.init();
        return network;
    }

    private static double accuracy(Trainer trainer, Seeds seeds) throws Exception {
        TrainingRequest request = TrainerRuns.withSeeds(
                TrainerRuns.request(trainer, Configuration.of(new LearningRate(BEST_RATE)), EPOCHS), seeds);
        try (TrainingSession session = trainer.open(request)) {
            TrainerRuns.advance(session, request.totalSteps());
            return session.test().accuracy().orElseThrow();
        }
    }

    private void speed(Trainer dl4j, Trainer djl, long rounds) throws Exception {
        try (SessionLoop theirs = new SessionLoop(dl4j, new Seeds(1, 1));
                SessionLoop ours = new SessionLoop(djl, new Seeds(1, 1))) {
            theirs.trainEpoch();
            ours.trainEpoch();
            for (long round = 1; round <= rounds; round++) {
                double other = imagesPerSecond(theirs);
                double own = imagesPerSecond(ours);
                lines.say("dl4j", "%.0f images/s", other);
                lines.say("djl", "%.0f images/s", own);
                lines.say("djl ratio to dl4j", "%.2f", own / other);
            }
        }
    }

    /** By the processor time of this thread, which does all the work: other programs count less. */
    private static double imagesPerSecond(SessionLoop loop) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        int steps = loop.trainEpoch().size();
        return steps * BenchmarkData.BATCH / ((threads.getCurrentThreadCpuTime() - start) / NANOS);
    }

    private void search(String name, Trainer trainer, long seed) {
        long start = System.nanoTime();
        StudyResult result = Search.of(trainer)
                .named(name)
                .learningRate(1e-5, 1.0)
                .objective(Objective.maximize("validationAccuracy"))
                .strategy(Strategies.auto())
                .trials(16)
                .epochs(EPOCHS)
                .replicates(3)
                .parallelism(1)
                .seed(seed)
                .run();
        Optional<Evaluation> test = result.best().test();
        lines.say(
                name + " seed " + seed + " winner",
                "%.2e, test accuracy %.4f, test loss %.4f, %.0f s",
                result.best().learningRate().value(),
                test.orElseThrow().accuracy().orElseThrow(),
                test.orElseThrow().loss(),
                (System.nanoTime() - start) / NANOS);
    }
}
