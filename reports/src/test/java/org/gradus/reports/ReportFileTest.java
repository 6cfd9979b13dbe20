package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.study.SearchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void writesThroughALinkToAFileThatIsNotThereYet() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link.html"), Path.of("later.html"));
        ReportFile.check(link);
        assertThat(files()).containsExactly(link);
        ReportFile.write(link, "new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(directory.resolve("later.html")).hasContent("new");
    }

    @Test
    void refusesLinksInACircle() throws Exception {
        Path one = Files.createSymbolicLink(directory.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> ReportFile.check(one))
                .withMessageContaining("lead in a circle");
    }

    @Test
    void keepsThePermissions() throws Exception {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system has no POSIX permissions");
        Path path = Files.writeString(directory.resolve("report.html"), "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        ReportFile.write(path, "new");
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    /** The header of "Database File Format", section 1.3, of the SQLite documentation. */
    @ParameterizedTest
    @ValueSource(strings = {"a.study", "a.study-wal", "a.study-shm", "a.study-lock1", "link"})
    void neverWritesOverAStudy(String name) throws Exception {
        Files.writeString(directory.resolve("a.study"), "SQLite format 3\0 and so on");
        for (String end : List.of("-wal", "-shm", "-lock1")) {
            Files.writeString(directory.resolve("a.study" + end), "beside");
        }
        Files.createSymbolicLink(directory.resolve("link"), Path.of("a.study"));
        Path path = directory.resolve(name);
        String before = Files.readString(path);
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> ReportFile.write(path, "new"))
                .withMessageContaining("a study is there");
        assertThat(path).hasContent(before);
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
