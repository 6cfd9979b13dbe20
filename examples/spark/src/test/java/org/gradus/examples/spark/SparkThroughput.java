package org.gradus.examples.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.execution.ExecutorFactory;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.TrainerOptions;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.spark.GradusPlugin;
import org.gradus.trainers.spark.SparkTrials;
import org.gradus.trainers.spark.SparkWorkers;

/**
 * Measures what Spark costs a search: trials a second of a quadratic whose training costs nothing, on Spark and on threads, and the
 * heap of the driver as trials come in. {@code throughput TRIALS}; {@code workers TRIALS URL} for a study in PostgreSQL, searched by the
 * driver and by two tasks that are workers; or {@code messages COUNT} for how long words take from an executor to the driver by the ways
 * that there are; on {@code spark.master}, by default {@code local[2]}.
 */
final class SparkThroughput {
    private static final double NANOS = 1e9;
    private static final double MIB = 1 << 20;
    private static final int READINGS = 4;
    private static final int WARM_UP = 500;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final PrintStream out = System.out;
    private final SparkContext context;

    private SparkThroughput(SparkContext context) {
        this.context = context;
    }

    public static void main(String[] args) throws Exception {
        SparkConf settings = new SparkConf();
        settings.setIfMissing("spark.master", "local[2]");
        settings.setIfMissing("spark.app.name", "throughput");
        settings.set("spark.plugins", GradusPlugin.class.getName() + "," + Polls.class.getName());
        settings.set("spark.ui.enabled", "false");
        SparkContext context = new SparkContext(settings);
        try {
            SparkThroughput measured = new SparkThroughput(context);
            int count = Integer.parseInt(args[1]);
            switch (args[0]) {
                case "throughput" -> measured.throughput(count);
                case "workers" -> measured.workers(count, args[2]);
                case "messages" -> measured.messages(count);
                default -> throw new IllegalArgumentException(args[0]);
            }
        } finally {
            context.stop();
        }
    }

    private void throughput(int trials) throws Exception {
        SparkTrials spark = SparkTrials.of(context, "quadratic", TrainerOptions.none());
        measure("threads", spark, ExecutorFactory.local(), trials);
        measure("spark " + context.master(), spark, spark, trials);
    }

    private void measure(String name, SparkTrials spark, ExecutorFactory executor, int trials) {
        search(spark, executor, WARM_UP).run();
        AtomicLong ended = new AtomicLong();
        AtomicLong measuring = new AtomicLong();
        Search search = search(spark, executor, trials).listener(new SearchListener() {
            @Override
            public void onEvent(TrialEvent event, StudyView view) {
                if (event instanceof TrialEvent.TrialEnded && ended.incrementAndGet() % (trials / READINGS) == 0) {
                    long start = System.nanoTime();
                    say(name + ": heap after " + ended.get() + " trials", heap(), "MiB");
                    measuring.addAndGet(System.nanoTime() - start);
                }
            }
        });
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        StudyResult result = search.run();
        double seconds = (System.nanoTime() - start - measuring.get()) / NANOS;
        say(name + ": " + result.view().searchedCount() + " trials", trials / seconds, "trials/s");
        say(name + ": processor time of a trial", (PROCESS.getProcessCpuTime() - processor) / 1e6 / trials, "ms");
    }

    /** The same study three times: threads, one task a segment, and two tasks that each work on it until it ends. */
    private void workers(int trials, String url) throws Exception {
        SparkTrials spark = SparkTrials.of(context, "quadratic", TrainerOptions.none());
        String name = "throughput " + System.currentTimeMillis();
        for (int n : new int[] {WARM_UP, trials}) {
            String study = name + " of " + n;
            timed(
                    "threads, stored",
                    n,
                    () -> search(spark, ExecutorFactory.local(), n)
                            .named(study + " by threads")
                            .store(url)
                            .run());
            timed(
                    "tasks of one segment, stored",
                    n,
                    () -> search(spark, spark, n)
                            .named(study + " by segments")
                            .store(url)
                            .run());
            timed("tasks that are workers", n, () -> {
                search(spark, ExecutorFactory.local(), n)
                        .named(study + " by workers")
                        .store(url)
                        .begin();
                SparkWorkers.of(context, "quadratic", TrainerOptions.none(), url)
                        .count(2)
                        .work(study + " by workers");
            });
        }
    }

    private void timed(String name, int trials, Runnable search) {
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        search.run();
        say(name + ": " + trials + " trials", trials / ((System.nanoTime() - start) / NANOS), "trials/s");
        say(name + ": processor time of a trial", (PROCESS.getProcessCpuTime() - processor) / 1e6 / trials, "ms");
    }

    private static Search search(SparkTrials spark, ExecutorFactory executor, int trials) {
        return Search.of(spark.trainer())
                .executor(executor)
                .parallelism(2)
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .policy(new FullBudget())
                .trials(trials)
                .epochs(1)
                .seed(1);
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }

    private void say(String name, double value, String unit) {
        out.printf(Locale.ROOT, "%s: %.2f %s%n", name, value, unit);
    }

    /** The three ways by which an executor can say something to the driver while its task runs. */
    private void messages(int count) throws IOException {
        say(
                "heartbeat of accumulators (spark.executor.heartbeatInterval)",
                context.getConf().getTimeAsMs("spark.executor.heartbeatInterval", "10s"),
                "ms");
        JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
        say(
                "ask of a plugin",
                median(java.parallelize(List.of(count), 1)
                        .map(SparkThroughput::asks)
                        .collect()
                        .get(0)),
                "ms");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread echo = new Thread(() -> echo(server));
            echo.setDaemon(true);
            echo.start();
            int port = server.getLocalPort();
            say(
                    "socket of our own",
                    median(java.parallelize(List.of(count), 1)
                            .map(n -> roundTrips(n, port))
                            .collect()
                            .get(0)),
                    "ms");
        }
    }

    private static double median(double[] millis) {
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static double[] asks(int count) throws Exception {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            Polls.ask();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return millis;
    }

    private static double[] roundTrips(int count, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            DataOutputStream to = new DataOutputStream(socket.getOutputStream());
            DataInputStream from = new DataInputStream(socket.getInputStream());
            double[] millis = new double[count];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                to.writeLong(i);
                from.readLong();
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            return millis;
        }
    }

    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            DataOutputStream to = new DataOutputStream(socket.getOutputStream());
            DataInputStream from = new DataInputStream(socket.getInputStream());
            while (true) {
                to.writeLong(from.readLong());
            }
        } catch (IOException e) {
            // The end of the measurement.
        }
    }
}
