package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.trial.SearchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path directory;

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void writesUtf8AndLeavesNothingElse() throws Exception {
        Path path = directory.resolve("report.html");
        ReportFile.write(path, "η = 学");
        assertThat(Files.readString(path)).isEqualTo("η = 学");
        assertThat(files()).containsExactly(path);
    }

    @Test
    void replacesWhatWasThere() throws Exception {
        Path path = directory.resolve("report.html");
        ReportFile.write(path, "a long old report");
        ReportFile.write(path, "new");
        assertThat(Files.readString(path)).isEqualTo("new");
    }

    @Test
    void keepsALink() throws Exception {
        Path path = directory.resolve("report.html");
        Files.writeString(path, "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.html"), path);
        ReportFile.write(link, "new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(path)).isEqualTo("new");
    }

    @Test
    void writesToADevice() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null here");
        ReportFile.write(device, "gone");
        assertThat(device).exists();
    }

    @Test
    void checkingLeavesNothingBehind() throws Exception {
        ReportFile.check(directory.resolve("report.html"));
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesADirectory() {
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> ReportFile.check(directory))
                .withMessageContaining("it is a directory")
                .withMessageContaining("\nMaybe ");
    }

    @Test
    void refusesAMissingDirectory() {
        Path path = directory.resolve("missing").resolve("report.html");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> ReportFile.write(path, "x"))
                .withMessageContaining("there is no directory '" + path.getParent() + "'");
    }

    @Test
    void refusesAPlaceWithoutPermission() {
        Path path = Path.of("/proc/report.html");
        assumeTrue(Files.isDirectory(Path.of("/proc")), "there is no /proc here");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> ReportFile.check(path))
                .withMessageContaining("'/proc/report.html'");
    }
}
