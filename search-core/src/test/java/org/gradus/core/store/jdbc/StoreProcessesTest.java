package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores on one file in several processes, and processes that are killed. */
class StoreProcessesTest {
    private static final int ENDLESS = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    /** Each waits for the other's lock; a lock error would end a process with another status than 0. */
    @Test
    void processesLoseNothingOfEachOther() throws Exception {
        Path file = folder.resolve("two.study");
        int appends = 150;
        try (AppendingProcess one = new AppendingProcess(file, 0, appends);
                AppendingProcess two = new AppendingProcess(file, 1, appends)) {
            assertThat(one.awaitEnd()).isZero();
            assertThat(two.awaitEnd()).isZero();
        }
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            List<TrialEvent> log = store.events(AppendingProcess.STUDY, 0);
            assertThat(log).hasSize(2 * appends);
            for (int writer = 0; writer < 2; writer++) {
                Optional<TrialId> id = Optional.of(new TrialId(writer + 1));
                assertThat(log.stream().filter(e -> e.about().equals(id)).toList())
                        .isEqualTo(events(writer, appends));
            }
        }
    }

    private static List<TrialEvent> events(int writer, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> AppendingProcess.event(writer, number))
                .toList();
    }

    /** Each time another process takes up the log that the last one left. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatAKilledProcessWasToldIsThere(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = folder.resolve("killed.study");
        long acknowledged = 0;
        for (int kill = 0; kill < 4; kill++) {
            try (AppendingProcess process = new AppendingProcess(file, kill, ENDLESS)) {
                int awaited = random.nextInt(1, 60);
                for (int i = 0; i < awaited; i++) {
                    acknowledged = process.awaitAppend();
                }
                process.kill();
                // Lines that it had said before it died.
                for (long version = process.awaitAppend(); version > 0; version = process.awaitAppend()) {
                    acknowledged = version;
                }
            }
            try (JdbcStudyStore store = StudyStores.open(file)) {
                List<TrialEvent> log = store.events(AppendingProcess.STUDY, 0);
                Optional<TrialId> id = Optional.of(new TrialId(kill + 1));
                List<TrialEvent> own =
                        log.stream().filter(e -> e.about().equals(id)).toList();
                // At most one append was on disk and not acknowledged yet.
                assertThat((long) log.size()).isBetween(acknowledged, acknowledged + 1);
                assertThat(own).isEqualTo(events(kill, own.size()));
            }
        }
    }

    @Test
    void readersSeeWhatIsThereWhileAnotherProcessWrites() throws Exception {
        Path file = folder.resolve("live.study");
        try (AppendingProcess process = new AppendingProcess(file, 0, ENDLESS)) {
            long appended = process.awaitAppend();
            try (JdbcStudyStore reader = StudyStores.openReadOnly(file)) {
                for (int i = 0; i < 20; i++) {
                    List<TrialEvent> log = reader.events(AppendingProcess.STUDY, 0);
                    assertThat((long) log.size()).isGreaterThanOrEqualTo(appended);
                    assertThat(log).isEqualTo(events(0, log.size()));
                    appended = process.awaitAppend();
                }
            }
            process.kill();
        }
    }

    /** What a killed process wrote last is in the log beside the file, and cannot be moved into the file. */
    @Test
    void logOfAKilledProcessIsReadOnAReadOnlyDisk() throws Exception {
        try (MountedMemory disk = MountedMemory.at(Files.createDirectory(folder.resolve("disk")), "size=8m")) {
            Path file = disk.folder().resolve("killed.study");
            long acknowledged;
            try (AppendingProcess process = new AppendingProcess(file, 0, ENDLESS)) {
                process.awaitAppend();
                acknowledged = process.awaitAppend();
                process.kill();
            }
            disk.makeReadOnly();
            try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
                List<TrialEvent> log = store.events(AppendingProcess.STUDY, 0);
                assertThat((long) log.size()).isGreaterThanOrEqualTo(acknowledged);
                assertThat(log).isEqualTo(events(0, log.size()));
            }
        }
    }
}
