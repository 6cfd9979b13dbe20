package org.gradus.core.engine;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of a study, opened for a search.
 *
 * @param store keeps its events
 * @param models keeps the models of its trials too; empty if the store has no place for them
 * @param folder where models go that are too large for memory; made when it is needed, and gone when it is empty
 * @param lasting whether the store outlives the search
 * @param own whether the store belongs to this search alone and is closed at its end
 */
record OpenedStore(
        StudyStore store, Optional<CheckpointStore> models, Optional<Path> folder, boolean lasting, boolean own) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenedStore.class);

    /** Opens a store for a study. */
    @FunctionalInterface
    interface Opening {
        OpenedStore open(StudyId study);
    }

    static OpenedStore inMemory() {
        return new OpenedStore(new InMemoryStudyStore(), Optional.empty(), Optional.empty(), false, false);
    }

    static OpenedStore of(StudyStore store) {
        return new OpenedStore(store, Optional.empty(), Optional.empty(), true, false);
    }

    /**
     * A store that was opened for a study alone.
     *
     * @param file where it is; empty if it is on a server
     */
    static OpenedStore own(JdbcStudyStore store, Optional<Path> file, StudyId study) {
        return new OpenedStore(
                store, Optional.of(store.checkpoints(study)), file.map(path -> folder(path, study)), true, true);
    }

    /** A folder for each study, because a model belongs to one; its name is a digest, because an id may hold any character. */
    private static Path folder(Path file, StudyId study) {
        String name = Hashing.sha256()
                .hashString(study.value(), StandardCharsets.UTF_8)
                .toString();
        return file.resolveSibling(file.getFileName() + ".models").resolve(name.substring(0, 16));
    }

    /** Where the models of a trainer go. */
    Optional<CheckpointStore> models(TrainerDescriptor trainer) {
        return trainer.can(Capability.MODEL_FILES) && folder.isPresent() ? folder.map(FileCheckpointStore::in) : models;
    }

    OpenedStore with(Optional<CheckpointStore> others) {
        return new OpenedStore(store, others, folder, lasting, own);
    }

    void close() {
        if (own) {
            store.close();
            folder.ifPresent(OpenedStore::deleteIfEmpty);
        }
    }

    private static void deleteIfEmpty(Path folder) {
        try {
            if (Files.deleteIfExists(folder)) {
                Files.deleteIfExists(folder.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            LOG.trace("models of an unfinished study, or of another one, stay in {}", folder, e);
        }
    }
}
