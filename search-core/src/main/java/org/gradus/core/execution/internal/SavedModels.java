package org.gradus.core.execution.internal;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.training.WatchedSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.CheckpointRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves models of a trainer and resumes them: through files where the trainer writes them.
 *
 * @param storage where they are kept
 */
record SavedModels(Trainer trainer, ModelStorage storage) {
    private static final Logger LOG = LoggerFactory.getLogger(SavedModels.class);

    private CheckpointStore store() {
        return storage.store().orElseThrow();
    }

    /** Saves the model of a session, which stays open: through a file where the trainer writes one. */
    CheckpointRef save(WatchedSession session) throws TrainingException {
        return throughFiles()
                ? inFile(file -> {
                    session.checkpointTo(file);
                    return store().putFile(file);
                })
                : store().put(session.checkpoint());
    }

    /** A session that goes on from a saved model. */
    TrainingSession resume(TrainingRequest request, CheckpointRef reference) throws TrainingException {
        return throughFiles()
                ? inFile(file -> {
                    store().getTo(reference, file);
                    return trainer.resumeFrom(request, file);
                })
                : trainer.resume(request, store().get(reference));
    }

    private boolean throughFiles() {
        return trainer.descriptor().can(Capability.MODEL_FILES);
    }

    /** Uses a file of a model. */
    @FunctionalInterface
    private interface FileUse<T> {
        T with(Path file) throws TrainingException;
    }

    /** Uses a file that is gone afterwards, whatever happens, with all that lies beside it. */
    private <T> T inFile(FileUse<T> use) throws TrainingException {
        Path folder;
        try {
            Optional<Path> near = store().folder();
            folder = near.isPresent()
                    ? Files.createTempDirectory(near.get(), "model-")
                    : Files.createTempDirectory(
                            "gradus-model-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new TrainingException("there is no folder for the file of a model: " + e, e);
        }
        try {
            return use.with(folder.toAbsolutePath().resolve("model"));
        } finally {
            deleteAll(folder);
        }
    }

    private static void deleteAll(Path folder) {
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            LOG.warn("the folder {} of a model was not deleted: {}", folder, e.toString());
        }
    }

    void delete(CheckpointRef reference) {
        store().delete(reference);
    }
}
