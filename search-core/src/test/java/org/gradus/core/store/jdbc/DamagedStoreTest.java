package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.CheckpointRef;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stores in which one byte was changed, or whose end is gone: everything that is read of them, by Gradus or through their
 * views, is what was stored, or the store is refused. {@code -Dtest.flips=5000} tries more bytes, {@code -Dtest.seed=}
 * others.
 */
class DamagedStoreTest {
    private static final int FLIPS = Integer.getInteger("test.flips", 100);
    private static final long SEED = Long.getLong("test.seed", 1);
    private static final int PAGE = 4096;
    private static final byte[] MODEL = new byte[9000];
    private static final TrialEvent NEXT = Events.longCurve(99, 20);

    static {
        new Random(5).nextBytes(MODEL);
    }

    @TempDir
    Path folder;

    /** What lies in a store. */
    enum Content {
        /** One study of one learning rate. */
        CURVES {
            @Override
            void fill(JdbcStudyStore store) {
                StudyRecord study = Studies.plain("curves");
                store.create(study);
                store.append(study.id(), 0, List.of(Events.longCurve(1, 60)));
                store.append(study.id(), 1, List.of(Events.longCurve(2, 60), Events.longCurve(3, 3)));
            }
        },
        /** Studies with events of every kind, sweeps and categories among them. */
        STUDIES {
            @Override
            void fill(JdbcStudyStore store) {
                for (StudyRecord study : Studies.all("学 ")) {
                    store.create(study);
                    store.append(
                            study.id(), 0, Events.ofEveryKind(study.id().value().length(), 2));
                }
            }
        },
        /** A study with held models, and pages that are free since one was deleted. */
        MODELS {
            @Override
            void fill(JdbcStudyStore store) {
                StudyRecord study = Studies.elaborate("models");
                store.create(study);
                CheckpointRef deleted = store.checkpoints(study.id()).put(Arrays.copyOf(MODEL, 20_000));
                store.append(study.id(), 0, Events.ofEveryKind(7, 2));
                store.checkpoints(study.id()).put(MODEL);
                store.checkpoints(study.id()).delete(deleted);
            }
        };

        abstract void fill(JdbcStudyStore store);
    }

    /** How a damaged store was found. */
    private enum Finding {
        HARMLESS,
        REFUSED,
        WRONG,
        THROWN
    }

    private byte[] store(Content content) throws IOException, SQLException {
        Path file = folder.resolve("good.study");
        try (JdbcStudyStore store = StudyStores.open(file)) {
            content.fill(store);
        }
        if (content != Content.MODELS) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
            }
        }
        return Files.readAllBytes(file);
    }

    /** Everything that a store has. */
    private static List<Object> read(Path file, Content content) throws SQLException {
        List<Object> all = new ArrayList<>();
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            for (StudyId study : store.studies()) {
                all.add(store.find(study).orElseThrow());
                all.addAll(store.events(study, 0));
                if (content == Content.MODELS) {
                    all.add(List.of(Arrays.hashCode(store.checkpoints(study).get(CheckpointRef.of(MODEL)))));
                }
            }
        }
        String address = "jdbc:sqlite:" + file;
        all.addAll(StoreViews.rows(address, "SELECT * FROM trials ORDER BY study, trial"));
        all.addAll(StoreViews.rows(address, "SELECT * FROM points ORDER BY study, version, step"));
        return all;
    }

    /** Goes on with every study. */
    private static void goOn(Path file) {
        try (JdbcStudyStore store = StudyStores.open(file)) {
            for (StudyId study : store.studies()) {
                store.append(study, store.events(study, 0).size(), List.of(NEXT));
                CheckpointRef model = store.checkpoints(study).put(Arrays.copyOf(MODEL, 12_000));
                store.checkpoints(study).delete(model);
            }
        }
    }

    private Finding find(byte[] damaged, Content content, List<Object> good, boolean goesOn) throws IOException {
        Path file = folder.resolve("damaged.study");
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("damaged.study" + end));
        }
        Files.write(file, damaged);
        try {
            if (goesOn) {
                goOn(file);
            }
            return read(file, content).equals(good) ? Finding.HARMLESS : Finding.WRONG;
        } catch (SearchException e) {
            return e.getMessage().contains(file.toString()) ? Finding.REFUSED : Finding.THROWN;
        } catch (Exception | Error e) { // Of any type: the store should have said what is wrong.
            System.out.println("a damaged store threw " + e);
            return Finding.THROWN;
        }
    }

    private Map<Finding, List<Integer>> flips(Content content, boolean goesOn) throws Exception {
        byte[] bytes = store(content);
        List<Object> good = expected(bytes, content, goesOn);
        Random random = new Random(SEED);
        Map<Finding, List<Integer>> places = new EnumMap<>(Finding.class);
        for (int i = 0; i < (goesOn ? FLIPS / 2 : FLIPS); i++) {
            int at = random.nextInt(bytes.length);
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            places.computeIfAbsent(find(damaged, content, good, goesOn), finding -> new ArrayList<>())
                    .add(at);
        }
        return places;
    }

    private List<Object> expected(byte[] bytes, Content content, boolean goesOn) throws Exception {
        Path file = folder.resolve("expected.study");
        Files.write(file, bytes);
        if (goesOn) {
            goOn(file);
        }
        return read(file, content);
    }

    @ParameterizedTest
    @EnumSource
    void changedByteIsRefusedOrHarmless(Content content) throws Exception {
        Map<Finding, List<Integer>> places = flips(content, false);
        assertThat(places).doesNotContainKeys(Finding.WRONG, Finding.THROWN).containsKey(Finding.REFUSED);
    }

    /** Nothing is written over what a damaged list of free pages names. */
    @ParameterizedTest
    @EnumSource
    void damagedStoreDoesNotGoOn(Content content) throws Exception {
        Map<Finding, List<Integer>> places = flips(content, true);
        assertThat(places).doesNotContainKeys(Finding.WRONG, Finding.THROWN).containsKey(Finding.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void shortenedFileIsRefusedOrHarmless(Content content) throws Exception {
        byte[] bytes = store(content);
        List<Object> good = expected(bytes, content, false);
        Random random = new Random(SEED);
        for (int i = 0; i < FLIPS / 3; i++) {
            int length = i % 2 == 0 ? random.nextInt(bytes.length) : PAGE * random.nextInt(bytes.length / PAGE);
            // A free page at the end may be cut short: it is never read.
            assertThat(find(Arrays.copyOf(bytes, length), content, good, false))
                    .as("cut to %d of %d bytes", length, bytes.length)
                    .isIn(Finding.REFUSED, Finding.HARMLESS);
        }
    }
}
