package org.gradus.core.execution.internal;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
 * Where the models of trials are kept.
 *
 * @param heldInMemory the number of models that stay in memory beside those in training, at least 0; of the others, those used
 *     longest ago are saved and go on from there as if they had been in memory
 * @param store keeps the others; empty if all stay in memory
 * @param everySegment whether each model is saved at the end of each segment too, so that another process can go on from
 *     there; what was saved is then deleted by the reader of the reports, which name it, else when its trial goes on or ends
 */
public record ModelStorage(int heldInMemory, Optional<CheckpointStore> store, boolean everySegment) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStorage.class);

    public ModelStorage {
        if (heldInMemory < 0) {
            throw new IllegalArgumentException(
                    "the sessions held in memory must be 0 or more, but were " + heldInMemory);
        }
    }

    /** All models stay in memory. */
    public static ModelStorage inMemory() {
        return new ModelStorage(Integer.MAX_VALUE, Optional.empty(), false);
    }

    /** The store of the models that the events of a study name. */
    public Optional<CheckpointStore> named() {
        return everySegment ? store : Optional.empty();
    }

    /**
     * What a trainer can do of this: one that makes no checkpoints keeps all models in memory.
     *
     * @throws IllegalStateException if it makes none, and the number of models in memory is limited
     */
    ModelStorage of(Trainer trainer) {
        if (trainer.descriptor().can(Capability.CHECKPOINT)) {
            return this;
        }
        if (heldInMemory < Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "holding at most " + heldInMemory + " sessions in memory needs trials that can "
                            + Capability.CHECKPOINT.words() + ", but those of trainer '"
                            + trainer.descriptor().name() + "' cannot");
        }
        return inMemory();
    }

    /** Saves the model of a session, which stays open: through a file where the trainer writes one. */
    CheckpointRef save(Trainer trainer, WatchedSession session) throws TrainingException {
        return throughFiles(trainer)
                ? inFile(file -> {
                    session.checkpointTo(file);
                    return store.orElseThrow().putFile(file);
                })
                : store.orElseThrow().put(session.checkpoint());
    }

    /** A session that goes on from a saved model. */
    TrainingSession resume(Trainer trainer, TrainingRequest request, CheckpointRef reference) throws TrainingException {
        return throughFiles(trainer)
                ? inFile(file -> {
                    store.orElseThrow().getTo(reference, file);
                    return trainer.resumeFrom(request, file);
                })
                : trainer.resume(request, store.orElseThrow().get(reference));
    }

    private static boolean throughFiles(Trainer trainer) {
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
            Optional<Path> near = store.orElseThrow().folder();
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
        store.orElseThrow().delete(reference);
    }
}
