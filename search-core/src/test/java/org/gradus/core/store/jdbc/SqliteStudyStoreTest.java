package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.store.StudyStore;
import org.gradus.core.testkit.Studies;
import org.gradus.core.testkit.StudyStoreContract;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class SqliteStudyStoreTest implements StudyStoreContract {
    @TempDir
    Path folder;

    @Override
    public StudyStore newStore() {
        return StudyStores.open(folder.resolve("größer 学?a=1 #%41.study"));
    }

    @Override
    public Optional<StudyStore> reopen() {
        return Optional.of(newStore());
    }

    /** The first process makes a new file; the others wait for it. */
    @RepeatedTest(10)
    void storesOpenedAtOnceShareOneNewFile() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String name = "study " + i;
                ends.add(executor.submit(() -> {
                    start.await();
                    try (StudyStore store = newStore()) {
                        store.create(Studies.plain(name));
                    }
                    return name;
                }));
            }
            start.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            executor.shutdownNow();
        }
        try (StudyStore store = newStore()) {
            assertThat(store.studies()).hasSize(threads);
        }
    }
}
