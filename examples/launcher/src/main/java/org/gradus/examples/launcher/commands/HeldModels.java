package org.gradus.examples.launcher.commands;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.gradus.core.engine.Search;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.study.SearchException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Limits how many models wait in memory, where each may be a process of several gigabytes. The others are saved: in the store, or, in a
 * search without any, in a folder for temporary files, which is deleted with this.
 */
final class HeldModels implements AutoCloseable {
    private final OptionalInt limit;
    private final @Nullable Path folder;

    private HeldModels(OptionalInt limit, @Nullable Path folder) {
        this.limit = limit;
        this.folder = folder;
    }

    static HeldModels of(SearchOptions options, ChosenTrainer chosen) {
        OptionalInt limit = options.work.held(options.training, chosen);
        boolean temporary = limit.isPresent() && options.stored.store().isEmpty();
        try {
            return new HeldModels(limit, temporary ? Files.createTempDirectory("gradus-models-") : null);
        } catch (IOException e) {
            throw new SearchException("there is no place for models that wait: " + e.getMessage(), e);
        }
    }

    Search addTo(Search search) {
        limit.ifPresent(search::heldInMemory);
        return folder == null ? search : search.models(FileCheckpointStore.in(folder));
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            LoggerFactory.getLogger(HeldModels.class).warn("the folder {} was not deleted: {}", folder, e.getMessage());
        }
    }
}
