package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of gradus.py, which are written in Python. */
class PythonLibraryTest {
    /** Far above the four seconds that the tests take: only tests that hang are ended. */
    private static final int LIMIT_MINUTES = 5;

    private static final Path LIBRARY = Path.of("python").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void testsOfThePythonLibraryPass() throws Exception {
        assumeTrue(
                exitCode(List.of("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")) == 0,
                "there is no python3 of version 3.9 or later");
        int exitCode = exitCode(List.of("python3", "-m", "unittest"));
        assertThat(exitCode).as("python3 -m unittest printed %s", output()).isZero();
    }

    private int exitCode(List<String> command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(LIBRARY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().remove("GRADUS_PROTOCOL");
        try {
            Process process = builder.start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            return process.exitValue();
        } catch (IOException missing) {
            return -1;
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
