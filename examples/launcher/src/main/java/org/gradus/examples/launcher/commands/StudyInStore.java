package org.gradus.examples.launcher.commands;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stored study is read, also while it is searched. */
final class StudyInStore {
    @Option(
            names = "--store",
            required = true,
            paramLabel = "FILE|ADDRESS",
            description = "the store: an SQLite file, or jdbc:postgresql://...")
    String store = "";

    @Option(
            names = "--study",
            paramLabel = "NAME",
            description = "which study (default: the only one, or the one begun last)")
    @Nullable
    String study;

    /** The store, for reading. */
    StudyStore open() {
        return StudyStores.openReadOnly(store);
    }

    /**
     * The study that is meant.
     *
     * @throws UsageException if it is not there
     */
    StudyId chosen(StudyStore opened) {
        return chosen(opened, store, study);
    }

    /**
     * The study of a store that is meant.
     *
     * @param store where it is, for messages
     * @param study its name; null for the one begun last
     * @throws UsageException if it is not there
     */
    static StudyId chosen(StudyStore opened, String store, @Nullable String study) {
        List<StudyId> there = opened.studies();
        if (there.isEmpty()) {
            throw new UsageException("there is no study in the store " + store + " yet");
        }
        if (study == null) {
            return there.get(there.size() - 1);
        }
        StudyId wanted = new StudyId(study);
        if (!there.contains(wanted)) {
            throw new UsageException(
                    "there is no study '" + study + "' in the store " + store + "\nMaybe one of these is meant: "
                            + there.stream().map(StudyId::value).collect(Collectors.joining(", ")) + ".");
        }
        return wanted;
    }

    /** Refuses a store that cannot be read, or that the command writes over. */
    void check(CommandFiles files) {
        StudyStores.file(store).ifPresent(file -> files.stores("--store", file));
        files.check();
        open().close();
    }
}
