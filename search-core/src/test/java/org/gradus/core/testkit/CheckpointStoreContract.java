package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of checkpoints keeps to. A test class of a store implements this interface and its factory. */
public interface CheckpointStoreContract {
    /** The SHA-256 of "abc": FIPS 180-2, appendix B.1. */
    String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** A store without checkpoints. */
    CheckpointStore newStore() throws Exception;

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3_000_000})
    default void bytesRoundTrip(int length) throws Exception {
        CheckpointStore store = newStore();
        byte[] bytes = bytes(length, length);
        CheckpointRef reference = store.put(bytes);
        assertThat(reference.bytes()).as("A reference knows the length").isEqualTo(length);
        assertThat(store.get(reference))
                .as("Bytes are read as they were stored")
                .isEqualTo(bytes);
        assertThat(store.get(reference)).as("Bytes can be read twice").isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000_000})
    default void filesRoundTrip(int length) throws Exception {
        CheckpointStore store = newStore();
        Path folder = Files.createTempDirectory("gradus-contract-");
        try {
            byte[] bytes = bytes(length, length);
            CheckpointRef reference = store.putFile(Files.write(folder.resolve("model"), bytes));
            assertThat(reference)
                    .as("A file and its bytes have the same reference")
                    .isEqualTo(CheckpointRef.of(bytes));
            assertThat(store.get(reference))
                    .as("What was stored as a file can be read as bytes")
                    .isEqualTo(bytes);
            store.getTo(reference, folder.resolve("again"));
            assertThat(folder.resolve("again"))
                    .as("What was stored as a file can be read as a file")
                    .hasBinaryContent(bytes);
            store.delete(reference);
            assertThatExceptionOfType(SearchException.class)
                    .as("A deleted checkpoint is not found, by its digest")
                    .isThrownBy(() -> store.getTo(reference, folder.resolve("gone")))
                    .withMessageContaining(reference.sha256());
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    @Test
    default void referenceIsTheDigestOfTheBytes() throws Exception {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(newStore().put(abc))
                .as("A reference is the SHA-256 of the bytes")
                .isEqualTo(new CheckpointRef(SHA_256_OF_ABC, 3));
    }

    @Test
    default void whatIsStoredBelongsToTheStore() throws Exception {
        CheckpointStore store = newStore();
        byte[] bytes = bytes(100, 1);
        CheckpointRef reference = store.put(bytes);
        bytes[0]++;
        store.get(reference)[1]++;
        assertThat(store.get(reference))
                .as("Arrays that were stored or read may be changed without changing what is stored")
                .isEqualTo(bytes(100, 1));
    }

    @Test
    default void sameBytesAreStoredOnce() throws Exception {
        CheckpointStore store = newStore();
        CheckpointRef reference = store.put(bytes(100, 1));
        assertThat(store.put(bytes(100, 1)))
                .as("Equal bytes have equal references")
                .isEqualTo(reference);
        store.delete(reference);
        assertThatExceptionOfType(SearchException.class)
                .as("Equal bytes are stored once: deleted once, they are gone")
                .isThrownBy(() -> store.get(reference));
    }

    @Test
    default void deletingForgetsOneCheckpointAndMayBeRepeated() throws Exception {
        CheckpointStore store = newStore();
        CheckpointRef gone = store.put(bytes(100, 1));
        CheckpointRef kept = store.put(bytes(100, 2));
        store.delete(gone);
        store.delete(gone);
        assertThatExceptionOfType(SearchException.class)
                .as("A deleted checkpoint is not found, by its digest")
                .isThrownBy(() -> store.get(gone))
                .withMessageContaining(gone.sha256());
        assertThat(store.get(kept))
                .as("Deleting one checkpoint leaves the others")
                .isEqualTo(bytes(100, 2));
        assertThat(store.put(bytes(100, 1)))
                .as("Bytes that were deleted can be stored again")
                .isEqualTo(gone);
        assertThat(store.get(gone))
                .as("Bytes that were deleted and stored again can be read")
                .isEqualTo(bytes(100, 1));
    }

    @Test
    default void unknownCheckpointIsNotThere() throws Exception {
        CheckpointStore store = newStore();
        CheckpointRef unknown = new CheckpointRef(SHA_256_OF_ABC, 3);
        store.delete(unknown);
        assertThatExceptionOfType(SearchException.class)
                .as("A checkpoint that was never stored is not found, by its digest")
                .isThrownBy(() -> store.get(unknown))
                .withMessageContaining(SHA_256_OF_ABC);
    }

    /** Eight threads store ten checkpoints each; half of these are the same in all threads. */
    @Test
    default void threadsDoNotDisturbEachOther() throws Exception {
        CheckpointStore store = newStore();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 1; thread <= 8; thread++) {
                int own = thread * 100;
                ends.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 10; i++) {
                        long seed = i % 2 == 0 ? i : own + i;
                        assertThat(store.get(store.put(bytes(10_000, seed))))
                                .as("Eight threads at once each read what they stored")
                                .isEqualTo(bytes(10_000, seed));
                    }
                    return true;
                }));
            }
            start.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
