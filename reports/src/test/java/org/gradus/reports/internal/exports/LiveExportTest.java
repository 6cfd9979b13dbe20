package org.gradus.reports.internal.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.testkit.CapturedLog;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.reports.Mlflow;
import org.gradus.reports.OptunaJournal;
import org.gradus.reports.TensorBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as listeners of searches. */
class LiveExportTest {
    private final CapturedLog log = CapturedLog.of(LiveExport.class);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    private static StudyResult search(SearchListener listener) {
        return Search.of(new ScriptedTrainer())
                .named("live")
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1, 0.2, 0.3))
                .policy(ToyPolicies.bestHalf())
                .trials(3)
                .epochs(2)
                .replicates(1)
                .listener(listener)
                .run();
    }

    @Test
    void aFolderOfEventFilesIsCompleteWhenTheSearchEnds() throws IOException {
        Path runs = folder.resolve("runs");
        StudyResult result = search(TensorBoard.to(runs));
        List<Long> sizes = sizes(runs);
        TensorBoard.write(result, runs);

        assertThat(sizes).hasSize(result.view().trials().size() + 1).isEqualTo(sizes(runs));
        assertThat(log.drain()).isEmpty();
    }

    @Test
    void aJournalIsCompleteWhenTheSearchEnds() throws IOException {
        Path journal = folder.resolve("journal.log");
        StudyResult result = search(OptunaJournal.to(journal));
        String text = Files.readString(journal);
        OptunaJournal.write(result, journal);

        assertThat(text.lines().filter(line -> line.contains("\"datetime_complete\"")))
                .hasSize(3);
        assertThat(journal).hasContent(text);
        assertThat(log.drain()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsSaidOnceAndEndsNothing() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        StudyResult result = search(Mlflow.to(URI.create("http://localhost:" + port)));

        assertThat(result.findBest()).isPresent();
        assertThat(log.drain()).singleElement().asString().contains("WARN", "localhost:" + port, "cannot be reached");
    }

    @Test
    void aPlaceThatIsRefusedIsSaidOnceAndLeftAsItIs() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "shopping list");
        StudyResult result = search(OptunaJournal.to(notes));

        assertThat(result.findBest()).isPresent();
        assertThat(notes).hasContent("shopping list");
        assertThat(log.drain()).singleElement().asString().contains("is no journal of Optuna");
    }

    private static List<Long> sizes(Path runs) throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file.toFile().length())
                    .toList();
        }
    }
}
