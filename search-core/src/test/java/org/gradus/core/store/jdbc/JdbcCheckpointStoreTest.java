package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.CheckpointStoreContract;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcCheckpointStoreTest implements CheckpointStoreContract {
    private static final StudyId ONE = new StudyId("one");
    private static final StudyId TWO = new StudyId("two");

    @TempDir
    Path folder;

    private final List<JdbcStudyStore> opened = new ArrayList<>();

    private JdbcStudyStore open() {
        JdbcStudyStore store = StudyStores.open(folder.resolve("checkpoints.study"));
        opened.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        opened.forEach(JdbcStudyStore::close);
    }

    @Override
    public CheckpointStore newStore() {
        return open().checkpoints(ONE);
    }

    @Test
    void whatOneStudyForgetsAnotherStillHas() {
        JdbcStudyStore store = open();
        byte[] bytes = {1, 2, 3};
        CheckpointRef reference = store.checkpoints(ONE).put(bytes);
        store.checkpoints(TWO).put(bytes);
        store.checkpoints(ONE).delete(reference);
        assertThat(store.checkpoints(TWO).get(reference)).isEqualTo(bytes);
        CheckpointStore one = store.checkpoints(ONE);
        assertThatExceptionOfType(SearchException.class).isThrownBy(() -> one.get(reference));
    }

    @Test
    void checkpointsAreThereAfterReopening() {
        JdbcStudyStore store = open();
        CheckpointRef reference = store.checkpoints(ONE).put(new byte[] {7});
        store.close();
        assertThat(open().checkpoints(ONE).get(reference)).containsExactly(7);
    }
}
