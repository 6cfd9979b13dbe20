package org.gradus.examples.launcher.internal.sweeps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.gradus.core.study.SearchException;
import org.gradus.trainers.replay.TextInput;

/**
 * A CSV file whose first line names its columns. Its cells have no quotation marks and no commas.
 *
 * @param file where it is, for messages
 * @param header the names of the columns
 * @param rows those that are not blank
 */
record CsvTable(Path file, List<String> header, List<Row> rows) {
    private static final long MOST_BYTES = 50_000_000;

    /**
     * Reads a table.
     *
     * @throws SearchException naming the file of what is wrong
     */
    static CsvTable read(Path file) {
        List<String> lines = lines(file);
        List<String> header = cells(lines.isEmpty() ? "" : withoutMark(lines.get(0)));
        if (new HashSet<>(header).size() < header.size()) {
            throw new SearchException(file + " names a column twice: " + String.join(",", header));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(new Row(file, header, i + 1, cells(lines.get(i))));
            }
        }
        return new CsvTable(file, header, rows);
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
                throw new SearchException(file + " has " + Files.size(file) + " bytes, more than " + MOST_BYTES
                        + "\nMaybe keep every tenth step: the curve is smoothed anyway.");
            }
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    new TextInput(file.toString(), TextInput.open(file)), StandardCharsets.UTF_8.newDecoder()))) {
                return readAll(reader);
            }
        } catch (CharacterCodingException e) {
            throw new SearchException(file + " cannot be read: it is not text in UTF-8", e);
        } catch (IOException e) {
            String reason = Files.exists(file) ? e.toString() : "it does not exist";
            throw new SearchException(file + " cannot be read: " + reason, e);
        }
    }

    private static List<String> readAll(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** Spreadsheets begin a file in UTF-8 with a byte order mark. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split("\\s*,\\s*", -1));
    }

    boolean has(String column) {
        return header.contains(column);
    }

    /**
     * A row.
     *
     * @param line its number in the file
     */
    record Row(Path file, List<String> header, int line, List<String> cells) {
        /** What a reader makes of the row; what it refuses is named with file and line. */
        <T> T read(Function<Row, T> reader) {
            try {
                if (cells.size() != header.size()) {
                    throw new IllegalArgumentException(
                            "there are " + cells.size() + " cells, but the first line names " + header.size());
                }
                return reader.apply(this);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new SearchException(file + ", line " + line + ": " + e.getMessage(), e);
            }
        }

        String text(String column) {
            return cells.get(header.indexOf(column));
        }

        boolean isBlank(String column) {
            return text(column).isBlank();
        }

        /** A number, which may be NaN, as a blank cell is, or infinite. */
        double number(String column) {
            String text = text(column);
            try {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case "nan", "" -> Double.NaN;
                    case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
                    case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text);
                };
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " must be a number, but was '" + text + "'", e);
            }
        }

        /** A whole number of at least 0. */
        long whole(String column) {
            double number = number(column);
            if (!(number >= 0 && number == Math.rint(number) && number < Long.MAX_VALUE)) {
                throw new IllegalArgumentException("a" + (column.startsWith("e") ? "n " : " ") + column
                        + " must be a whole number, 0 or more, but was " + text(column));
            }
            return (long) number;
        }
    }
}
