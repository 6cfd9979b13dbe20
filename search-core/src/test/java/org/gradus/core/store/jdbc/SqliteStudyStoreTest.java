package org.gradus.core.store.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.store.StudyStore;
import org.gradus.core.testkit.StudyStoreContract;
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
}
