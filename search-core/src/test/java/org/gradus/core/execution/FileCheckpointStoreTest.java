package org.gradus.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.study.SearchException;
import org.gradus.core.testkit.CheckpointStoreContract;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStoreTest implements CheckpointStoreContract {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path place;

    @Override
    public CheckpointStore newStore() {
        return FileCheckpointStore.in(place.resolve("below/checkpoints"));
    }

    private Path onlyFile() throws Exception {
        try (Stream<Path> files = Files.list(place.resolve("below/checkpoints"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void eachCheckpointIsOneFileNamedByItsDigest() throws Exception {
        CheckpointStore store = newStore();
        store.put(ABC);
        store.put(ABC);
        assertThat(onlyFile()).hasFileName(SHA_256_OF_ABC + ".checkpoint").hasBinaryContent(ABC);
    }

    @Test
    void anotherStoreOnTheSameDirectoryFindsThem() {
        CheckpointRef reference = newStore().put(ABC);
        assertThat(newStore().get(reference)).isEqualTo(ABC);
    }

    @Test
    void damageIsNoticedAndHealedByStoringAgain() throws Exception {
        CheckpointStore store = newStore();
        CheckpointRef reference = store.put(ABC);
        for (String damaged : List.of("abd", "ab", "")) {
            Files.writeString(onlyFile(), damaged);
            assertThatExceptionOfType(SearchException.class)
                    .isThrownBy(() -> store.get(reference))
                    .withMessageContaining(
                            "is damaged: its " + damaged.length() + " bytes are not the 3 bytes that were stored");
        }
        store.put(ABC);
        assertThat(store.get(reference)).isEqualTo(ABC);
    }

    @Test
    void fileInPlaceOfTheDirectoryIsRefused() throws Exception {
        Path file = Files.writeString(place.resolve("file"), "no directory");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> FileCheckpointStore.in(file))
                .withMessageContaining("the directory of checkpoints " + file + " cannot be made");
    }

    @Test
    void directoryThatIsGoneIsSaid() throws Exception {
        CheckpointStore store = newStore();
        CheckpointRef reference = store.put(ABC);
        Files.delete(onlyFile());
        Files.delete(place.resolve("below/checkpoints"));
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> store.put(ABC))
                .withMessageContaining("a checkpoint of 3 bytes cannot be written to ")
                .withMessageContaining("\nMaybe the disk is full, or the directory is gone");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> store.get(reference))
                .withMessageContaining("does not exist\nMaybe it was deleted");
        store.delete(reference);
    }

    @Test
    void whatCannotBeReadOrDeletedIsSaid() throws Exception {
        CheckpointStore store = newStore();
        CheckpointRef reference = store.put(ABC);
        Path file = onlyFile();
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> store.get(reference))
                .withMessageContaining("cannot be read");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> store.delete(reference))
                .withMessageContaining("cannot be deleted");
        assertThatExceptionOfType(SearchException.class).isThrownBy(() -> store.put(ABC));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void interruptedThreadStoresAndReadsAllTheSame() {
        CheckpointStore store = newStore();
        Thread.currentThread().interrupt();
        CheckpointRef reference = store.put(ABC);
        byte[] read = store.get(reference);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read).isEqualTo(ABC);
    }
}
