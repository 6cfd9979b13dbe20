package org.gradus.core.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.CheckpointStoreContract;
import org.gradus.core.training.CheckpointStore;
import org.junit.jupiter.api.AfterEach;

class PostgresCheckpointStoreTest implements CheckpointStoreContract {
    private final List<JdbcStudyStore> opened = new ArrayList<>();

    @Override
    public CheckpointStore newStore() throws Exception {
        JdbcStudyStore store = StudyStores.open(TestPostgres.server().newAddress());
        opened.add(store);
        return store.checkpoints(new StudyId("one"));
    }

    @AfterEach
    void closeStores() {
        opened.forEach(JdbcStudyStore::close);
    }
}
