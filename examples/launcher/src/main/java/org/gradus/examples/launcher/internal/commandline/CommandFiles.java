package org.gradus.examples.launcher.internal.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradus.core.store.StudyFiles;
import org.gradus.core.study.SearchException;
import org.gradus.reports.ReportFile;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command names, checked before it begins: it can write those that it writes, and none of them has two
 * names, since it would destroy what it reads, or what it has written itself. Two names are one file if links, {@code .} and
 * {@code ..} lead to the same place, if they are hard links of one file, or if the file system does not tell capital letters
 * from small ones. What lies beside a store (its write-ahead log, its locks) belongs to the store.
 */
public final class CommandFiles {
    private final List<Named> named = new ArrayList<>();

    /** How a command uses a file. */
    private enum Use {
        READS,
        WRITES,
        STORES
    }

    /**
     * A file of a command.
     *
     * @param name the option that names it, for messages
     * @param path as it was named
     * @param place where that leads
     */
    private record Named(String name, Path path, Path place, Use use) {
        boolean isOneWith(Named other) {
            return place.equals(other.place)
                    || isSameFile(place, other.place)
                    || (use == Use.STORES && StudyFiles.isCompanion(other.place, place))
                    || (other.use == Use.STORES && StudyFiles.isCompanion(place, other.place));
        }
    }

    private static boolean isSameFile(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
            Path folder = one.getParent();
            return folder != null
                    && folder.equals(other.getParent())
                    && one.getFileName()
                            .toString()
                            .equalsIgnoreCase(other.getFileName().toString())
                    && ignoresCase(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the folder that a folder lies in finds it by its name in other letters too. */
    private static boolean ignoresCase(Path folder) throws IOException {
        if (folder.getFileName() == null) {
            return false;
        }
        String name = folder.getFileName().toString();
        String other = name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT)
                : name.toUpperCase(Locale.ROOT);
        Path swapped = folder.resolveSibling(other);
        return !other.equals(name) && Files.exists(swapped) && Files.isSameFile(folder, swapped);
    }

    /** A file that the command writes at its end, if it is asked to. */
    public void writes(String option, @Nullable Path file) {
        if (file != null) {
            add(option, file, Use.WRITES);
        }
    }

    /** A file that the command reads. */
    public void reads(String option, Path file) {
        add(option, file, Use.READS);
    }

    /** A file that is a store of studies. */
    public void stores(String option, Path file) {
        add(option, file, Use.STORES);
    }

    private void add(String option, Path file, Use use) {
        named.add(new Named(option, file, ReportFile.target(file), use));
    }

    /**
     * Refuses two names of one file, and a file that cannot be written. What is there already is left as it is.
     *
     * @throws IllegalArgumentException naming the options
     */
    public void check() {
        refuseTwins();
        named.stream().filter(one -> one.use() == Use.WRITES).forEach(one -> requireWritable(one.name(), one.path()));
    }

    /**
     * Refuses a file that cannot be written.
     *
     * @throws IllegalArgumentException naming the option
     */
    public static void requireWritable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw refusal(option, file, "it is a folder");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw refusal(option, file, "the folder " + folder + " does not exist");
        }
        try {
            ReportFile.check(file);
        } catch (SearchException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refusal(String option, Path file, String reason) {
        return new IllegalArgumentException(option + ": '" + file + "' cannot be written: " + reason);
    }

    private void refuseTwins() {
        for (int i = 0; i < named.size(); i++) {
            for (int j = 0; j < i; j++) {
                Named one = named.get(j);
                Named other = named.get(i);
                if ((one.use() != Use.READS || other.use() != Use.READS) && one.isOneWith(other)) {
                    throw new IllegalArgumentException(one.name() + " and " + other.name() + " are the same file: "
                            + one.path() + (one.path().equals(other.path()) ? "" : " and " + other.path())
                            + "\nMaybe name another file for one of them.");
                }
            }
        }
    }
}
