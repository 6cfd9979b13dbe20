package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandFilesTest {
    private final CommandFiles files = new CommandFiles();

    @TempDir
    private Path folder;

    private void assertRefused(String one, String other) {
        assertThatIllegalArgumentException()
                .isThrownBy(files::check)
                .withMessageStartingWith(one + " and " + other + " are the same file: ");
    }

    @Test
    void differentFilesAreFine() throws IOException {
        Files.writeString(folder.resolve("a"), "x");
        files.stores("--store", folder.resolve("a"));
        files.writes("--report", folder.resolve("b"));
        files.writes("--json", folder.resolve("a.json"));
        files.writes("--trace", folder.resolve("a-wal-of-another"));
        assertThatCode(files::check).doesNotThrowAnyException();
    }

    @Test
    void whatIsOnlyReadMayBeNamedTwice() {
        files.reads("the table", folder.resolve("a"));
        files.reads("the table", folder.resolve("a"));
        assertThatCode(files::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "./a", "sub/../a", "sub/link", "dangling", "hop"})
    void aStoreAndAReportInOneFileAreRefused(String report) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/link"), Path.of("../a"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("a"));
        Files.createSymbolicLink(folder.resolve("hop"), folder.resolve("sub/link"));
        files.stores("--store", folder.resolve("a"));
        files.writes("--report", folder.resolve(report));
        assertRefused("--store", "--report");
    }

    @Test
    void hardLinksAreOneFile() throws IOException {
        Files.writeString(folder.resolve("a"), "x");
        Files.createLink(folder.resolve("b"), folder.resolve("a"));
        files.writes("--out", folder.resolve("b"));
        files.reads("the table", folder.resolve("a"));
        assertRefused("--out", "the table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-shm", "-journal", "-lock1", "-lock27"})
    void whatLiesBesideAStoreBelongsToIt(String end) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
        files.writes("--json", folder.resolve("a" + end));
        files.stores("--store", folder.resolve("link"));
        assertRefused("--json", "--store");
    }

    @Test
    void letterCaseCountsAsTheFileSystemSays() throws IOException {
        Files.writeString(folder.resolve("probe"), "x");
        assumeTrue(Files.exists(folder.resolve("PROBE")), "this file system tells capital letters from small ones");
        files.stores("--store", folder.resolve("a.study"));
        files.writes("--report", folder.resolve("A.study"));
        assertRefused("--store", "--report");
    }
}
