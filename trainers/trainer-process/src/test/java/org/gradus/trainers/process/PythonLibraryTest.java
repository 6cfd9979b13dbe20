package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of gradus.py and of the programs that use it, which are written in Python. */
class PythonLibraryTest {
    /** Far above the seconds that the tests take, minutes where PyTorch is installed: only tests that hang are ended. */
    private static final int LIMIT_MINUTES = 10;

    private static final Path LIBRARY = Path.of("python").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("../../examples/programs").toAbsolutePath();
    private static final Pattern SKIPPED = Pattern.compile("\\.\\.\\. (skipped .*)");

    @TempDir
    private Path folder;

    @BeforeEach
    void requirePython() throws Exception {
        assumeTrue(
                exitCode(LIBRARY, "-c", "import sys; sys.exit(sys.version_info < (3, 9))") == 0,
                "there is no python3 of version 3.9 or later");
    }

    @Test
    void testsOfThePythonLibraryPass() throws Exception {
        requireThatTestsPass(LIBRARY);
    }

    @Test
    void testsOfTheProgramsToCopyPass() throws Exception {
        requireThatTestsPass(PROGRAMS);
    }

    private void requireThatTestsPass(Path tests) throws Exception {
        int exitCode = exitCode(tests, "-m", "unittest", "-v");
        String output = Files.readString(folder.resolve("output"));
        assertThat(exitCode)
                .as("python3 -m unittest in %s printed %s", tests, output)
                .isZero();
        assertThat(output).as("what unittest printed in %s", tests).containsPattern("Ran [1-9]\\d* tests");
        SKIPPED.matcher(output)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()))
                .forEach((reason, count) ->
                        System.out.println(count + " tests in " + tests.normalize() + ": " + reason));
    }

    private int exitCode(Path directory, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONPATH", LIBRARY.toString());
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
}
