package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final int ROWS = 30;
    private static final int COLUMNS = 100;

    @TempDir
    private Path folder;

    private Process terminal;

    private final Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));

    /** What came from the terminal so far. */
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @BeforeEach
    void requireTerminals() throws Exception {
        assumeTrue(isUtilLinux(), "there is no program script of util-linux here to make a terminal with");
    }

    /** Searches in a terminal; what the options end with may redirect a stream. */
    private void start(String options) throws IOException {
        Path data = IdxWriter.folder(Files.createDirectories(folder.resolve("images")), false);
        launch("search --data '" + data + "' --strategy random --policy full " + options);
    }

    private void launch(String arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "stty rows " + ROWS + " columns " + COLUMNS + "; exec "
                + String.join(" ", DefaultSignals.PREFIX) + " '" + java + "' -Xmx1g -jar '" + JAR + "' " + arguments;
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
        builder.environment().keySet().removeAll(Set.of("CI", "NO_COLOR"));
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().putAll(environment);
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

    /** Reads until a text has come after what was read before, or to the end where it is empty. */
    private String readTo(String text) throws IOException {
        StringBuilder part = new StringBuilder();
        int read = 0;
        while (read >= 0 && (text.isEmpty() || part.indexOf(text) < 0)) {
            read = terminal.getInputStream().read();
            if (read >= 0) {
                seen.write(read);
                part.append((char) read);
            }
        }
        return part.toString();
    }

    /** The screen after all that was read. */
    private VirtualScreen screen() {
        VirtualScreen screen = new VirtualScreen(COLUMNS, ROWS);
        new PrintWriter(screen).print(seen.toString(StandardCharsets.UTF_8));
        return screen;
    }

    private void type(int key) throws IOException {
        terminal.getOutputStream().write(key);
        terminal.getOutputStream().flush();
    }

    @Test
    void ctrlCEndsASearchPolitely() throws Exception {
        startLongSearch();
        readTo("epochs, best ");
        readTo("\n  trial ");
        readTo("\u001b[?7h");
        assertThat(screen().lines())
                .as("a bar with its best and its time, and a line for a training")
                .anyMatch(line -> line.matches(".*] +0% \\d+( of at most |/)\\d+ epochs, best \\S+ at \\S+, .* left"))
                .anyMatch(line -> line.matches("  trial \\d+ +epoch \\d+ of \\d+ .*rate .*"));

        type(CTRL_C);
        String text = readTo("");

        assertThat(terminal.waitFor()).as(text).isEqualTo(130);
        assertThat(text)
                .contains(
                        "Best so far: learning rate ", "gradus-report.html", "to continue, run the same command again");
        assertThat(folder.resolve("gradus-report.html")).exists();
        assertThat(folder.resolve("x.study-lock1")).doesNotExist();
        assertThat(screen().column()).isZero();
        assertThat(screen().lines())
                .as("one bar is left, and below it what was found")
                .noneMatch(line -> line.startsWith("  trial "))
                .filteredOn(line -> line.matches(".*] +\\d+% .*"))
                .hasSize(1)
                .allMatch(line -> line.endsWith(", interrupted"));
    }

    @Test
    void theBarFollowsTheWidthOfItsTerminal() throws Exception {
        startLongSearch();
        readTo("left");
        ProcessHandle launcher = terminal.children().findFirst().orElseThrow();
        Process stty = new ProcessBuilder("sh", "-c", "stty columns 40 < /proc/" + launcher.pid() + "/fd/2").start();
        assertThat(stty.waitFor()).isZero();

        // Nothing but a narrower bar has the share first and no cells.
        readTo("\r\u001b[?7l  0%");
        type(CTRL_C);
        readTo("");

        assertThat(screen().lines())
                .as("bars of 40 columns")
                .filteredOn(line -> line.startsWith("  0% "))
                .isNotEmpty()
                .allMatch(line -> line.length() < 40);
    }

    @Test
    void noColorAndDumbTerminalsAreRespected() throws Exception {
        String once = "search --trainer quadratic --strategy random --policy full --trials 1 --epochs 1 --replicates 0";
        launch(once);
        assertThat(readTo("")).contains("\u001b[32m");

        environment.put("NO_COLOR", "1");
        launch(once);
        assertThat(readTo("")).contains("\u001b[?7l").doesNotContain("\u001b[32m", "\u001b[1m");

        environment.put("TERM", "dumb");
        launch(once);
        assertThat(readTo("")).contains("trial 1: ").doesNotContain("\u001b");

        environment.put("TERM", "xterm");
        launch(once + " --quiet");
        assertThat(readTo("")).contains("Best: learning rate ").doesNotContain("\u001b", "trial 1: ");
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
