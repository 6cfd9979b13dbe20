package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gradus.examples.launcher.internal.images.IdxWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged launcher in a pseudo-terminal, which the program {@code script} of util-linux makes: what is written to it is
 * typed, and its end is that of the terminal.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TerminalIT {
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();
    private static final int CTRL_C = 3;

    @TempDir
    private Path folder;

    private Process terminal;

    @BeforeEach
    void requireTerminals() throws Exception {
        assumeTrue(isUtilLinux(), "there is no program script of util-linux here to make a terminal with");
    }

    /** Searches in a terminal; what the options end with may redirect a stream. */
    private void start(String options) throws IOException {
        Path data = IdxWriter.folder(Files.createDirectory(folder.resolve("images")), false);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "exec " + String.join(" ", DefaultSignals.PREFIX) + " '" + java + "' -Xmx1g -jar '" + JAR
                + "' search --data '" + data + "' --strategy random --policy full " + options;
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
        builder.environment().put("SHELL", "/bin/sh");
        terminal = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    }

    private void startLongSearch() throws IOException {
        start("--trials 2000 --store x.study");
    }

    private static boolean isUtilLinux() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("script", "--version")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 && text.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads until a text has come, or to the end where it is empty. */
    private String readTo(String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        int read = 0;
        while (read >= 0 && (text.isEmpty() || seen.indexOf(text) < 0)) {
            read = terminal.getInputStream().read();
            seen.append(read < 0 ? "" : (char) read);
        }
        return seen.toString();
    }

    private void type(int key) throws IOException {
        terminal.getOutputStream().write(key);
        terminal.getOutputStream().flush();
    }

    @Test
    void ctrlCEndsASearchPolitely() throws Exception {
        startLongSearch();
        assertThat(readTo("trial 3:")).as("the progress bar of a terminal").contains("epochs");

        type(CTRL_C);
        String text = readTo("");

        assertThat(terminal.waitFor()).as(text).isEqualTo(130);
        assertThat(text)
                .contains(
                        "Best so far: learning rate ", "gradus-report.html", "to continue, run the same command again");
        assertThat(folder.resolve("gradus-report.html")).exists();
        assertThat(folder.resolve("x.study-lock1")).doesNotExist();
    }

    @Test
    void theSecondCtrlCEndsItAnyway() throws Exception {
        startLongSearch();
        readTo("trial 3:");

        type(CTRL_C);
        readTo("^C");
        type(CTRL_C);
        String text = readTo("");

        assertThat(terminal.waitFor()).as(text).isEqualTo(130);
    }

    @Test
    void progressThatGoesToAFileIsInLines() throws Exception {
        start("--trials 1 --epochs 1 --replicates 0 2> progress.txt");
        String text = readTo("");

        assertThat(terminal.waitFor()).as(text).isZero();
        assertThat(text).contains("Best: learning rate ").doesNotContain("trial 2: ");
        assertThat(folder.resolve("progress.txt"))
                .content()
                .contains("trial 2: ")
                .doesNotContain("\r", "\u001b");
    }

    @Test
    void aTerminalThatClosesEndsASearchPolitely() throws Exception {
        startLongSearch();
        readTo("trial 3:");
        List<ProcessHandle> all = terminal.descendants().toList();
        assertThat(all).as("launcher and child").hasSizeGreaterThanOrEqualTo(2);

        terminal.destroyForcibly();

        for (ProcessHandle process : all) {
            process.onExit().get(2, TimeUnit.MINUTES);
        }
        assertThat(folder.resolve("gradus-report.html")).content().contains("The search was interrupted");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("images", "gradus-report.html", "x.study");
        }
    }
}
