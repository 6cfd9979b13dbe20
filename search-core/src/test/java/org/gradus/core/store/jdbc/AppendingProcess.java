package org.gradus.core.store.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.store.StaleVersionException;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;

/** A process that appends to a store, and says after each append how far the log is: {@code appended 17}. */
final class AppendingProcess implements AutoCloseable {
    static final StudyId STUDY = new StudyId("shared");

    private final Process process;
    private final BufferedReader answers;

    /**
     * Starts the process.
     *
     * @param writer whose events they are, 0 or more
     * @param appends how many times it appends, one event each
     */
    AppendingProcess(Path file, int writer, int appends) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        file.toString(),
                        String.valueOf(writer),
                        String.valueOf(appends))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
    }

    static TrialEvent event(int writer, int number) {
        return new TrialEvent.DecisionMade(
                new Decision(new TrialId(writer + 1), Verdict.CONTINUE, number, "writer " + writer));
    }

    /** The version that the next append reached; waits for it. 0 once the process has ended. */
    long awaitAppend() throws IOException {
        String line = answers.readLine();
        return line == null ? 0 : Long.parseLong(line.substring("appended ".length()));
    }

    /** As {@code kill -9} does. What it had said can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close what it had said.
        process.waitFor();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        answers.close();
    }

    /** Appends one event after the other, looking what came in between wherever another process was first. */
    public static void main(String[] args) {
        int writer = Integer.parseInt(args[1]);
        int appends = Integer.parseInt(args[2]);
        try (JdbcStudyStore store = StudyStores.open(Path.of(args[0]))) {
            createStudy(store);
            long version = store.events(STUDY, 0).size();
            for (int i = 0; i < appends; ) {
                try {
                    version = store.append(STUDY, version, List.of(event(writer, i)));
                    System.out.println("appended " + version);
                    i++;
                } catch (StaleVersionException e) {
                    version += store.events(STUDY, version).size();
                }
            }
        }
    }

    private static void createStudy(JdbcStudyStore store) {
        try {
            store.create(Studies.plain(STUDY.value()));
        } catch (SearchException e) {
            if (!e.getMessage().contains("already")) {
                throw e;
            }
        }
    }
}
