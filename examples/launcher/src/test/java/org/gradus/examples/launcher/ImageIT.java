package org.gradus.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The container image that the profile {@code image} makes: its form, what it does when it runs, and the Job that names it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ImageIT {
    private static final Path JOB = Path.of("..", "deploy", "kubernetes", "workers.yaml");

    @TempDir
    private static Path folder;

    private static @Nullable UnpackedImage image;

    @BeforeAll
    static void unpack() throws Exception {
        String archive = System.getProperty("gradus.image");
        if (archive == null) {
            System.out.println("The image is not tested: the profile image, which makes it, is not on.");
        }
        assumeTrue(archive != null, "there is no image");
        image = UnpackedImage.of(Path.of(archive), folder);
    }

    private static JsonNode container() {
        return image.config().get("config");
    }

    /** What it wrote, with its exit code in a last line. */
    private static String run(String... arguments) throws Exception {
        Process process = image.run(List.of(arguments));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit code " + process.waitFor();
    }

    /** A layout as the OCI image specification 1.0 describes it: everything is named by the digest of its content. */
    @Test
    void blobsAreWhatTheirNamesSay() throws Exception {
        assertThat(UnpackedImage.json(image.layout().resolve("oci-layout"))
                        .get("imageLayoutVersion")
                        .asText())
                .isEqualTo("1.0.0");
        JsonNode index = UnpackedImage.json(image.layout().resolve("index.json"));
        assertThat(index.get("manifests")).hasSize(1);
        List<JsonNode> blobs = new ArrayList<>(
                List.of(index.get("manifests").get(0), image.manifest().get("config")));
        image.manifest().get("layers").forEach(blobs::add);
        for (JsonNode blob : blobs) {
            Path file = image.blob(blob.get("digest"));
            assertThat(blob.get("mediaType").asText()).startsWith("application/vnd.oci.image.");
            assertThat(Files.size(file)).isEqualTo(blob.get("size").asLong());
            assertThat(UnpackedImage.digest(Files.newInputStream(file)))
                    .isEqualTo(blob.get("digest").asText());
        }
    }

    @Test
    void layersUnpackToTheDigestsOfTheConfiguration() throws Exception {
        List<String> unpacked = new ArrayList<>();
        for (JsonNode layer : image.manifest().get("layers")) {
            unpacked.add(
                    UnpackedImage.digest(new GZIPInputStream(Files.newInputStream(image.blob(layer.get("digest"))))));
        }
        List<String> named = new ArrayList<>();
        image.config().get("rootfs").get("diff_ids").forEach(digest -> named.add(digest.asText()));
        assertThat(unpacked).isEqualTo(named);
    }

    /** No shell before the JVM, which would keep signals to itself; no user with rights; no time of the build. */
    @Test
    void configurationIsThatOfAProgramWithoutRights() {
        assertThat(container().get("Entrypoint").get(0).asText()).isEqualTo("java");
        assertThat(container().get("User").asText()).isEqualTo("10001:10001");
        assertThat(container()
                        .get("Labels")
                        .get("org.opencontainers.image.version")
                        .asText())
                .isEqualTo(System.getProperty("gradus.version"));
        assertThat(container()
                        .get("Labels")
                        .get("org.opencontainers.image.licenses")
                        .asText())
                .isEqualTo("Apache-2.0");
        assertThat(image.config().get("created").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(image.config().get("os").asText()).isEqualTo("linux");
    }

    /** Everything but the libraries of others, which change seldom, is in layers of a few megabytes. */
    @Test
    void aNewVersionOfGradusIsASmallPartOfTheImage() throws IOException {
        List<Long> sizes = new ArrayList<>();
        JsonNode layers = image.manifest().get("layers");
        for (int own = 1; own <= 3; own++) {
            sizes.add(layers.get(layers.size() - own).get("size").asLong());
        }
        assertThat(sizes).allMatch(size -> size < 10_000_000);
        assertThat(image.root().resolve("opt/gradus/classpath/gradus.jar")).exists();
    }

    private static void assumeRuns() throws InterruptedException {
        boolean runs = UnpackedImage.canRun();
        if (!runs) {
            System.out.println("The image is not run: this machine lets this user make no namespaces.");
        }
        assumeTrue(runs, "no namespaces here");
    }

    @Test
    void entryPointIsGradus() throws Exception {
        assumeRuns();
        assertThat(run("--version")).isEqualTo("gradus " + System.getProperty("gradus.version") + "\nexit code 0");
        assertThat(run("search", "--strategy", "tp"))
                .contains("there is no strategy 'tp'")
                .endsWith("exit code 2");
    }

    @Test
    void searchesTheQuadratic() throws Exception {
        assumeRuns();
        String[] search = "search --trainer quadratic --min-rate 1e-3 --max-rate 1 --trials 4 --epochs 2".split(" ");
        assertThat(run(search)).contains("Best: learning rate").endsWith("exit code 0");
    }

    /** Native libraries are unpacked and loaded, by a child process, although only /tmp can be written. */
    @Test
    void searchesANetworkOfDeeplearning4j() throws Exception {
        assumeRuns();
        String[] search = "search --strategy grid --policy full --trials 1 --epochs 1 --replicates 0".split(" ");
        assertThat(run(search)).contains("Best: learning rate").endsWith("exit code 0");
    }

    /** The arguments of the Job are those of a worker, which leaves when the pod is to end although it is process 1. */
    @Test
    void workerOfTheJobLeavesAtSigterm() throws Exception {
        assumeRuns();
        List<String> arguments = new ArrayList<>();
        for (JsonNode argument : jobContainer().get("args")) {
            arguments.add(argument.asText().replace("$(GRADUS_STORE)", "jdbc:postgresql://127.0.0.1:1/none?user=none"));
        }
        Process pod = image.run(arguments);
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = pod.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.startsWith("waits for study 'fashion-cnn'")) {
                    long first = pod.children().findFirst().orElseThrow().pid();
                    new ProcessBuilder("kill", "-TERM", Long.toString(first))
                            .start()
                            .waitFor();
                }
            }
            assertThat(pod.waitFor()).as(said.toString()).isEqualTo(143);
        } finally {
            pod.destroyForcibly();
        }
    }

    private static JsonNode jobContainer() throws IOException {
        return pod().get("containers").get(0);
    }

    private static JsonNode pod() throws IOException {
        String job = new YAMLMapper().readTree(JOB.toFile()).toString();
        return new ObjectMapper().readTree(job).get("spec").get("template").get("spec");
    }

    @Test
    void theJobRunsTheEntryPointAsTheUserOfTheImage() throws IOException {
        assertThat(jobContainer().has("command")).as("replaces the entry point").isFalse();
        JsonNode security = pod().get("securityContext");
        assertThat(security.get("runAsUser").asInt() + ":"
                        + security.get("runAsGroup").asInt())
                .isEqualTo(container().get("User").asText());
        assertThat(jobContainer()
                        .get("securityContext")
                        .get("readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(jobContainer().get("volumeMounts").get(0).get("mountPath").asText())
                .isEqualTo(container().get("WorkingDir").asText());
    }
}
