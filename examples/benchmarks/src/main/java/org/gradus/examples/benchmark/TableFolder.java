package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gradus.core.study.SearchException;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.trainers.replay.CurveTable;

/** The recorded tables of a folder, the value of {@code --tables}. */
final class TableFolder {
    private TableFolder() {}

    /**
     * All tables {@code *.csv.gz}, in the order of their names.
     *
     * @throws IllegalArgumentException if there is no such folder or no table in it
     */
    static List<CurveTable> read(Path folder) {
        List<CurveTable> tables = new ArrayList<>();
        files(folder).forEach(file -> tables.add(CurveTable.read(file)));
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(
                    "--tables: '" + folder + "' has no file *.csv.gz" + "\nMaybe record one with the command record.");
        }
        tables.sort(Comparator.comparing(CurveTable::task));
        return tables;
    }

    /** Names the files of the tables. */
    static void nameFiles(Path folder, CommandFiles all) {
        files(folder).forEach(table -> all.reads("--tables", table));
    }

    /**
     * The files of the tables.
     *
     * @throws IllegalArgumentException if there is no such folder
     */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--tables: there is no folder '" + folder + "'");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.csv.gz")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new SearchException("--tables: '" + folder + "' cannot be read", e);
        }
        return files;
    }
}
