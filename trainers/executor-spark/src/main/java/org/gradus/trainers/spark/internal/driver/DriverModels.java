package org.gradus.trainers.spark.internal.driver;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that came back from executors: in the store of the study, whose events then name them, or else in a folder of the
 * driver, for as long as the search runs. Thread-safe.
 */
final class DriverModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriverModels.class);

    private record Saved(CheckpointRef reference, long step) {}

    private final Optional<Path> folder;
    private final CheckpointStore store;
    private final Map<TrialId, Saved> own = new HashMap<>();

    /** How many trials each own model belongs to: equal trials in equal states have one. */
    private final Multiset<CheckpointRef> references = HashMultiset.create();

    DriverModels(ModelStorage storage) {
        Optional<CheckpointStore> named = storage.named();
        this.folder = named.isPresent() ? Optional.empty() : Optional.of(newFolder());
        this.store = named.orElseGet(() -> FileCheckpointStore.in(folder.orElseThrow()));
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("gradus-spark-models-");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no folder for models on the driver: " + e, e);
        }
    }

    /** Keeps a model; answers its name where the events of the study are to name it. */
    Optional<CheckpointRef> keep(TrialId trial, long step, byte[] model) {
        try {
            CheckpointRef reference = store.put(model);
            if (folder.isEmpty()) {
                return Optional.of(reference);
            }
            synchronized (this) {
                references.add(reference);
                forget(Optional.ofNullable(own.put(trial, new Saved(reference, step))));
            }
        } catch (RuntimeException e) {
            LOG.warn("the model of {} is not saved: {}", trial, e.getMessage());
        }
        return Optional.empty();
    }

    /** The saved model with which an order begins. */
    Optional<CheckpointRef> find(WorkOrder order) {
        if (order.checkpoint().isPresent()) {
            return order.checkpoint();
        }
        synchronized (this) {
            return Optional.ofNullable(own.get(order.trial()))
                    .filter(saved -> saved.step() == order.fromStep())
                    .map(Saved::reference);
        }
    }

    /** The bytes of a model; empty if they cannot be read, so that the model is trained again. */
    Optional<byte[]> read(TrialId trial, CheckpointRef reference) {
        try {
            return Optional.of(store.get(reference));
        } catch (SearchException e) {
            LOG.warn("{} is trained again from its beginning: {}", trial, e.getMessage());
            return Optional.empty();
        }
    }

    /** Deletes the own model of a trial. */
    synchronized void release(TrialId trial) {
        forget(Optional.ofNullable(own.remove(trial)));
    }

    private void forget(Optional<Saved> saved) {
        saved.map(Saved::reference).ifPresent(reference -> {
            references.remove(reference);
            if (!references.contains(reference)) {
                store.delete(reference);
            }
        });
    }

    @Override
    public void close() {
        folder.ifPresent(path -> {
            try {
                MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
            } catch (IOException e) {
                LOG.warn("the folder {} of models was not deleted: {}", path, e.toString());
            }
        });
    }
}
