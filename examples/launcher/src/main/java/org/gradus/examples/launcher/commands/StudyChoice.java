package org.gradus.examples.launcher.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which study is asked and told. */
final class StudyChoice {
    private static final String DEFAULT_NAME = "study";

    @Option(
            names = "--store",
            required = true,
            paramLabel = "FILE|ADDRESS",
            description = "where the study is kept: an SQLite file, or jdbc:postgresql://...")
    String store = "";

    @Option(
            names = "--study",
            paramLabel = "NAME",
            description = "the name of the study in the store (default: the only one; a new one is named "
                    + DEFAULT_NAME + ")")
    @Nullable
    String study;

    void check(CommandFiles files) {
        StudyStores.file(store).ifPresent(file -> files.stores("--store", file));
        files.check();
        if (!StudyStores.exists(store)) {
            CommandFiles.requireWritable("--store", Path.of(store));
        }
    }

    /** The name that is meant, given those that are there. */
    private String name(List<StudyId> there) {
        if (study != null) {
            return study;
        }
        if (there.size() > 1) {
            throw new UsageException("there are several studies in the store: "
                    + there.stream().map(StudyId::value).collect(Collectors.joining(", "))
                    + "\nMaybe name one with --study.");
        }
        return there.isEmpty() ? DEFAULT_NAME : there.get(0).value();
    }

    /**
     * The study that is meant, as it was begun; empty if it was not.
     *
     * @throws UsageException if several may be meant
     */
    Optional<StudyRecord> find() {
        Optional<Path> file = StudyStores.file(store);
        if (file.isPresent() && !Files.exists(file.get())) {
            return Optional.empty();
        }
        try (StudyStore opened = StudyStores.open(store)) {
            return opened.find(new StudyId(name(opened.studies())));
        }
    }

    /**
     * As {@link #find}.
     *
     * @throws UsageException if it was not begun
     */
    StudyRecord require() {
        return find().orElseThrow(() -> new UsageException("there is no study "
                + (study == null ? "" : "'" + study + "' ") + "in the store " + store
                + "\nMaybe nothing was asked for yet, or its name is another."));
    }

    /** The name of a study that is begun. */
    String newName() {
        return study == null ? DEFAULT_NAME : study;
    }
}
