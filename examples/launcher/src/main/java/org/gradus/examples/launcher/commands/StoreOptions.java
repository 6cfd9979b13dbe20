package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.engine.Search;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a study is kept, so that it can go on. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "FILE|ADDRESS",
            description = "keep the study here, and continue it when the same command is run again: an SQLite file, or"
                    + " jdbc:postgresql://... for several workers (default: not kept)")
    @Nullable
    String store;

    @Option(
            names = "--study",
            paramLabel = "NAME",
            description = "the name of the study in the store (default: of data, network and optimizer)")
    @Nullable
    String study;

    @Option(names = "--extend", description = "continue a stored study with more trials")
    boolean extend;

    /** Refuses what cannot be kept; a store that is there is opened, and its studies are left as they are. */
    void check(CommandFiles files) {
        if (store == null) {
            if (extend) {
                throw new IllegalStateException("--extend continues a study, but --store does not name one");
            }
            return;
        }
        StudyStores.file(store).ifPresent(file -> files.stores("--store", file));
        files.check();
        if (StudyStores.exists(store)) {
            StudyStores.open(store).close();
        } else {
            CommandFiles.requireWritable("--store", Path.of(store));
        }
    }

    /** Where the study is; empty if it is not kept. */
    Optional<String> store() {
        return Optional.ofNullable(store);
    }

    /** The name of the study, or else this one. */
    String nameOr(String other) {
        return study == null ? other : study;
    }

    void addTo(Search search) {
        if (store != null) {
            search.store(store);
        }
        if (extend) {
            search.extend();
        }
    }
}
