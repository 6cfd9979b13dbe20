package org.gradus.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of a network on images, on a cluster of a master and two workers, beside the same searches on this JVM. */
class StandaloneClusterIT {
    private static final Path JAR =
            Path.of(System.getProperty("gradus.spark.jar")).toAbsolutePath();
    private static final Map<String, String> OPTIONS = Map.of(
            "network", ClusterNet.class.getName() + "::configure",
            "data", ClusterNet.class.getName() + "::data",
            "batch", "32");

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;
    private static List<Path> jars;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = StandaloneCluster.start(folder.resolve("home"), 2, Map.of());
        jars = new ArrayList<>(StandaloneCluster.classPath(path -> path.matches(
                ".*/(openblas-[0-9.-]+|(nd4j-native|openblas|javacpp)-.*(linux|macosx|windows)-[a-z0-9_-]+)\\.jar")));
        jars.add(jarOfNetwork());
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    /** What a user would build: the network with its data, and nothing of Gradus. */
    private static Path jarOfNetwork() throws IOException {
        Path jar = folder.resolve("network.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name : List.of(
                    "org/gradus/examples/spark/ClusterNet.class",
                    "org/gradus/examples/fashion-mini/val1000-images-idx3-ubyte.gz",
                    "org/gradus/examples/fashion-mini/val1000-labels-idx1-ubyte.gz")) {
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = ClusterNet.class.getResourceAsStream("/" + name)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    private static SearchOptions options(String policy, Path store) {
        SearchOptions options = new SearchOptions();
        options.strategy = "random";
        options.policy = policy;
        options.minRate = 1e-4;
        options.trials = 8;
        options.epochs = 9;
        options.replicates = 1;
        options.round = 2;
        options.seed = 3;
        options.store = java.util.Optional.of(store.toString());
        return options;
    }

    private static StudyResult local(String policy) throws Exception {
        Path store = folder.resolve(policy + "-local.study");
        return options(policy, store)
                .search(TrainerProvider.named("dl4j").create(new TrainerOptions(OPTIONS, List.of())))
                .parallelism(2)
                .run();
    }

    private static Process submit(String name, String policy, Path store) throws IOException {
        SearchOptions options = options(policy, store);
        List<String> arguments = new ArrayList<>(List.of("--trainer", "dl4j"));
        OPTIONS.forEach((key, value) -> arguments.addAll(List.of("--trainer-option", key + "=" + value)));
        arguments.addAll(List.of(
                "--strategy",
                options.strategy,
                "--policy",
                policy,
                "--min-rate",
                Double.toString(options.minRate),
                "--trials",
                Integer.toString(options.trials),
                "--epochs",
                Integer.toString(options.epochs),
                "--replicates",
                Integer.toString(options.replicates),
                "--round",
                Integer.toString(options.round),
                "--seed",
                Long.toString(options.seed),
                "--store",
                store.toString(),
                "--parallel",
                "2"));
        return cluster.submit(
                name,
                Map.of("spark.executorEnv." + ClusterNet.MADE, made(policy).toString()),
                jars,
                JAR,
                arguments);
    }

    private static Path made(String policy) {
        return folder.resolve(policy + ".made");
    }

    private static void awaitEnd(String name, Process driver) throws InterruptedException {
        assertThat(driver.waitFor())
                .as(() -> cluster.log(name) + cluster.executorLogs())
                .isZero();
    }

    private static StudyResult stored(Path store) {
        try (StudyStore opened = StudyStores.open(store)) {
            return StudyResult.of(opened, new StudyId("spark"));
        }
    }

    /** Waits until a store has some events, while the program that writes it runs. */
    private static void awaitEvents(String name, Path store, Process driver, IntPredicate enough)
            throws InterruptedException {
        while (!Files.exists(store) || !enough.test(events(store))) {
            assertThat(driver.isAlive()).as(() -> cluster.log(name)).isTrue();
            Thread.sleep(20);
        }
    }

    private static int events(Path store) {
        try (StudyStore opened = StudyStores.open(store)) {
            return opened.events(new StudyId("spark"), 0).size();
        } catch (RuntimeException e) {
            return 0; // It is being made.
        }
    }

    /** What a study says but for its times and places. */
    private static List<String> story(StudyResult result) {
        List<String> story = new ArrayList<>();
        for (Trial trial : result.view().trials()) {
            story.add(trial.id() + " " + trial.configuration() + " "
                    + trial.outcome().map(o -> o.kind()).orElseThrow() + " "
                    + trial.curve().points());
        }
        story.add(result.ranking().toString());
        return story;
    }

    @Test
    void endsAsOnOneMachineAndTrainsARateThatThrowsOnce() throws Exception {
        StudyResult local = local("asha");
        Path store = folder.resolve("asha.study");
        awaitEnd("asha", submit("asha", "asha", store));
        StudyResult spark = stored(store);
        assertThat(story(spark)).isEqualTo(story(local));
        assertThat(spark.epochsSpent()).isEqualTo(local.epochsSpent());
        List<String> failed = spark.view().trials().stream()
                .filter(trial -> trial.outcome().orElseThrow().kind() == OutcomeKind.FAILED)
                .map(trial -> Double.toString(trial.learningRate().orElseThrow().value()))
                .toList();
        assertThat(failed).isNotEmpty();
        assertThat(Files.readAllLines(made("asha")))
                .as("Spark repeats nothing that throws")
                .filteredOn(failed::contains)
                .containsExactlyInAnyOrderElementsOf(failed);
        System.out.println("asha: epochs local " + local.epochsSpent() + ", Spark " + spark.epochsSpent());
    }

    /** There is no GPU here: a script says that there is one, and Spark gives its address to the tasks that ask for one. */
    @Test
    void trialsHaveTheGpusThatTheyAskFor() throws Exception {
        Path store = folder.resolve("gpu.study");
        try (StandaloneCluster withGpus =
                StandaloneCluster.start(folder.resolve("gpus"), 1, StandaloneCluster.gpus(folder, "7"))) {
            Process driver = withGpus.submit(
                    "gpu",
                    Map.of(
                            "spark.executor.resource.gpu.amount", "1",
                            "spark.task.resource.gpu.amount", "1"),
                    List.of(),
                    JAR,
                    List.of(
                            "--trainer",
                            "quadratic",
                            "--trials",
                            "3",
                            "--epochs",
                            "2",
                            "--replicates",
                            "0",
                            "--policy",
                            "full",
                            "--strategy",
                            "random",
                            "--store",
                            store.toString(),
                            "--parallel",
                            "1",
                            "--gpus",
                            "1"));
            assertThat(driver.waitFor())
                    .as(() -> withGpus.log("gpu") + withGpus.executorLogs())
                    .isZero();
        }
        try (StudyStore opened = StudyStores.open(store)) {
            assertThat(opened.events(new StudyId("spark"), 0))
                    .filteredOn(TrialEvent.CurveExtended.class::isInstance)
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.toString()).contains("on 127.0.0.1, gpu 7"));
        }
    }

    @Test
    void survivesTheLossOfAWorkerAndOfTheDriver() throws Exception {
        StudyResult local = local("freeze-thaw");
        Path store = folder.resolve("freeze-thaw.study");
        Process first = submit("first", "freeze-thaw", store);
        awaitEvents("first", store, first, events -> events >= 8);
        cluster.killWorker(0);
        cluster.addWorker();
        int before = events(store);
        awaitEvents("first", store, first, events -> events >= before + 6);
        first.destroyForcibly().waitFor();
        awaitEnd("second", submit("second", "freeze-thaw", store));
        StudyResult spark = stored(store);
        assertThat(story(spark)).isEqualTo(story(local));
        assertThat(spark.epochsSpent()).isLessThanOrEqualTo(1.1 * local.epochsSpent());
        System.out.println("freeze-thaw: epochs local " + local.epochsSpent() + ", Spark " + spark.epochsSpent());
    }
}
