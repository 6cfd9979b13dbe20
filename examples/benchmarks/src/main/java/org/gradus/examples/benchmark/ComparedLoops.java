package org.gradus.examples.benchmark;

import com.google.common.io.Closer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.nd4j.linalg.dataset.DataSet;

/** All loops that are compared: the same network on the same batches, each with parameters of its own. */
final class ComparedLoops implements Closeable {
    private static final double NANOS = 1e9;

    private final Closer closer;
    private final LoopProcess plain;
    private final Optional<LoopProcess> pytorch;
    private final BareLoop bare;
    private final SessionLoop one;
    private final List<SessionLoop> two = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final int imagesPerEpoch;

    private ComparedLoops(Closer closer, Path folder, Optional<PyTorch> python, Seeds seeds) throws Exception {
        this.closer = closer;
        closer.register(threads::shutdownNow);
        InMemoryData data = BenchmarkData.all();
        Dl4jTrainer trainer = BenchmarkData.trainer(data);
        List<DataSet> batches = BenchmarkData.firstEpoch(data, seeds);
        imagesPerEpoch = batches.size() * BenchmarkData.BATCH;
        Path file = folder.resolve("batches");
        BatchFile.write(batches, file);
        plain = closer.register(plain(Files.createDirectory(folder.resolve("plain")), file, seeds));
        pytorch = python.isEmpty()
                ? Optional.empty()
                : Optional.of(closer.register(python.get().start(folder, file, BenchmarkData.BATCH)));
        bare = closer.register(new BareLoop(batches, seeds.init()));
        one = closer.register(new SessionLoop(trainer, seeds));
        for (int session = 1; session <= 2; session++) {
            two.add(closer.register(new SessionLoop(trainer, new Seeds(seeds.init() + session, seeds.data()))));
        }
    }

    /**
     * Starts them all.
     *
     * @param folder an empty one
     */
    static ComparedLoops start(Path folder, Optional<PyTorch> python, Seeds seeds) throws Exception {
        Closer closer = Closer.create();
        try {
            return new ComparedLoops(closer, folder, python, seeds);
        } catch (Exception e) {
            closer.close();
            throw e;
        }
    }

    private static LoopProcess plain(Path folder, Path batches, Seeds seeds) throws IOException {
        return new LoopProcess(
                "the plain loop",
                ChildJvm.of(
                                PlainLoop.class,
                                batches.toString(),
                                Integer.toString(BenchmarkData.BATCH),
                                Long.toString(seeds.init()),
                                Integer.toString(Throughput.STEPS_COMPARED))
                        .withoutSettings()
                        .withClassPath(PlainClassPath.of(folder))
                        .withEnvironment("OMP_NUM_THREADS", "1")
                        .start());
    }

    /** The largest relative difference of the losses of the plain loop's first steps and of a new session's. */
    double lossDifference() throws Exception {
        List<Double> ours = one.trainEpoch();
        List<Double> theirs = plain.losses();
        double largest = 0;
        for (int step = 0; step < theirs.size(); step++) {
            double difference = Math.abs(ours.get(step) - theirs.get(step)) / Math.abs(theirs.get(step));
            largest = Math.max(largest, difference); // NaN stays
        }
        return largest;
    }

    /**
     * Measures each once.
     *
     * @param seconds how long each trains at least; what trains in this process goes on to the end of its epoch
     * @param bareFirst whether the bare loop is measured before the session
     */
    ThroughputRound measure(double seconds, boolean bareFirst) throws Exception {
        double plainRate = plain.imagesPerSecond(seconds);
        double bareRate = bareFirst ? imagesPerSecond(epochs(seconds, this::trainBare)) : 0;
        Timed single = epochs(seconds, one::trainEpoch);
        if (!bareFirst) {
            bareRate = imagesPerSecond(epochs(seconds, this::trainBare));
        }
        double twoRate = imagesPerSecond(both(single.epochs()));
        OptionalDouble torchRate = pytorch.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(pytorch.get().imagesPerSecond(seconds));
        return new ThroughputRound(plainRate, bareRate, imagesPerSecond(single), twoRate, torchRate);
    }

    private List<Double> trainBare() {
        bare.trainEpoch();
        return List.of();
    }

    /** Some epochs, and how long they took. */
    private record Timed(int epochs, double seconds) {}

    private double imagesPerSecond(Timed timed) {
        return timed.epochs() * imagesPerEpoch / timed.seconds();
    }

    private static Timed epochs(double seconds, Callable<?> epoch) throws Exception {
        long start = System.nanoTime();
        int epochs = 0;
        double passed;
        do {
            epoch.call();
            epochs++;
            passed = (System.nanoTime() - start) / NANOS;
        } while (passed < seconds);
        return new Timed(epochs, passed);
    }

    /** Two sessions at once, each as many epochs, until both are done. */
    private Timed both(int epochs) throws Exception {
        List<Callable<Timed>> tasks = two.stream()
                .<Callable<Timed>>map(session -> () -> {
                    for (int epoch = 0; epoch < epochs; epoch++) {
                        session.trainEpoch();
                    }
                    return new Timed(epochs, 0);
                })
                .toList();
        long start = System.nanoTime();
        int trained = 0;
        for (Future<Timed> ended : threads.invokeAll(tasks)) {
            trained += ended.get().epochs();
        }
        return new Timed(trained, (System.nanoTime() - start) / NANOS);
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }
}
