package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher finds the benchmarks in the folder beside it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BenchmarkIT {
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void isACommandOfTheLauncher() throws Exception {
        assertThat(run("--help")).containsPattern("benchmark +Measures how fast and how well");
    }

    @Test
    void measuresInAJvmOfItsOwn() throws Exception {
        assertThat(run("benchmark", "engine", "--trials", "5", "--open", "3"))
                .containsPattern("ask\\+tell memory \\d+\\.\\d trials/s")
                .containsPattern("open 3 trials: \\d+\\.\\d\\d s, \\d+ MiB");
    }

    private String run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
