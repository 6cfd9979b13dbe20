package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gradus.core.store.Claims;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyLockTest {
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final StudyId STUDY = new StudyId("s");

    @TempDir
    Path folder;

    private JdbcStudyStore store() {
        return StudyStores.open(folder.resolve("x.study"));
    }

    @Test
    void linksToAStoreShareItsLock() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("x.study"));
        try (JdbcStudyStore store = store();
                JdbcStudyStore linked = StudyStores.open(link)) {
            store.create(Studies.plain("s"));
            try (Claims claims = store.join(STUDY, LEASE)) {
                assertThat(claims.isShared()).isFalse();
                assertThatExceptionOfType(SearchException.class).isThrownBy(() -> linked.join(STUDY, LEASE));
            }
        }
    }

    @Test
    void secondWriterIsRefusedAndToldWhatToUseInstead() {
        try (JdbcStudyStore store = store();
                JdbcStudyStore other = store()) {
            store.create(Studies.plain("s"));
            store.create(Studies.plain("t"));
            try (Claims claims = store.join(STUDY, LEASE)) {
                assertThat(claims.isShared()).isFalse();
                assertThat(claims.claim(new TrialId(1))).isTrue();
                assertThatExceptionOfType(SearchException.class)
                        .isThrownBy(() -> other.join(STUDY, LEASE))
                        .withMessageContaining("study 's' in the store " + folder.resolve("x.study"))
                        .withMessageContaining("is in use by process "
                                + ProcessHandle.current().pid())
                        .withMessageContaining("\nMaybe wait")
                        .withMessageContaining("PostgreSQL");
                other.join(new StudyId("t"), LEASE).close();
            }
            other.join(STUDY, LEASE).close();
            assertThat(folder).isDirectoryNotContaining("glob:**-lock*");
        }
    }

    /** On POSIX systems a second channel on the file, once closed, would give up the lock of the first. */
    @Test
    void attemptThatWasRefusedHereDoesNotLetOtherProcessesIn() throws Exception {
        Path file = folder.resolve("x.study");
        try (JdbcStudyStore store = store()) {
            store.create(Studies.plain("s"));
            try (Claims claims = store.join(STUDY, LEASE)) {
                assertThat(claims.isShared()).isFalse();
                assertThatExceptionOfType(SearchException.class).isThrownBy(() -> store.join(STUDY, LEASE));
                assertThat(answerOfAnotherProcess(file)).startsWith("refused: study 's' in the store ");
            }
            assertThat(answerOfAnotherProcess(file)).isEqualTo("joined");
        }
    }

    private static String answerOfAnotherProcess(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Joining.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = process.inputReader().readLine();
        process.waitFor();
        return answer;
    }

    /** Joins the writers of the study, prints the result, and ends. */
    static final class Joining {
        public static void main(String[] args) {
            try (JdbcStudyStore store = StudyStores.open(Path.of(args[0]));
                    Claims claims = store.join(STUDY, LEASE)) {
                System.out.println(claims.isShared() ? "shares" : "joined");
            } catch (SearchException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    @Test
    void lockFileThatAProcessLeftBehindDoesNotMatter() throws Exception {
        try (JdbcStudyStore store = store()) {
            store.create(Studies.plain("s"));
            Files.writeString(folder.resolve("x.study-lock1"), "123456789");
            store.join(STUDY, LEASE).close();
        }
    }
}
