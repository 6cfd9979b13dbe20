package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfJvmTest {
    /** Ctrl+C and SIGTERM are to end everything within 5 s; a slow machine may take longer to notice. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void programsEndWithTheirJvmAndTheirTrialHasNotFailed() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("/proc/self")), "processes are found by /proc, which is missing");
        String mark = UUID.randomUUID().toString();
        Path store = folder.resolve("ended.study");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndedSearch.class.getName(),
                        store.toString(),
                        mark)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        try {
            await(() -> marked(mark).size() >= 3 || !jvm.isAlive()); // the program, and the two that it starts
            assertThat(jvm.isAlive()).as(() -> text(folder.resolve("out.txt"))).isTrue();
            jvm.destroy();
            assertThat(jvm.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await(() -> marked(mark).isEmpty());
            assertThat(marked(mark)).isEmpty();
        } finally {
            jvm.destroyForcibly();
        }
        try (JdbcStudyStore read = StudyStores.openReadOnly(store.toString())) {
            assertThat(read.events(new StudyId("study"), 0))
                    .as("the trial can be trained again")
                    .isNotEmpty()
                    .noneMatch(event -> event instanceof TrialEvent.TrialEnded);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds() && System.nanoTime() - start < BOUND.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static List<String> marked(String mark) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> text(process.resolve("environ")).contains("MARK_OF_TEST=" + mark))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
