package org.gradus.examples.launcher.internal.sweeps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.study.SearchException;
import org.gradus.trainers.replay.TextInput;

/**
 * The sweeps of a learning-rate range test, maybe done elsewhere: a CSV file with the columns {@code sweep},
 * {@code step}, {@code learning_rate} and {@code loss}, in any order. Losses may be {@code NaN} or infinite.
 */
public final class SweepFile {
    private static final long MOST_BYTES = 50_000_000;
    private static final int MOST_STEPS = 100_000;
    private static final List<String> COLUMNS = List.of("sweep", "step", "learning_rate", "loss");

    private final Path file;
    private final List<String> header;

    private SweepFile(Path file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    /**
     * The sweeps, in the order of their names.
     *
     * @throws SearchException naming file and line of what is wrong
     */
    public static List<LearningCurve> read(Path file) {
        List<String> lines = lines(file);
        SweepFile reader = new SweepFile(file, cells(lines.isEmpty() ? "" : withoutMark(lines.get(0))));
        for (String column : COLUMNS) {
            if (!reader.header.contains(column)) {
                throw new SearchException(file + " has no column " + column + " in its first line\nMaybe the header is"
                        + " missing; it must name " + String.join(",", COLUMNS) + ".");
            }
        }
        return reader.curves(lines);
    }

    /**
     * Writes sweeps, which are then named 1, 2, and so on.
     *
     * @throws SearchException if the file cannot be written
     */
    public static void write(Path file, List<LearningCurve> sweeps) {
        List<String> lines = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        for (int i = 0; i < sweeps.size(); i++) {
            for (CurvePoint point : sweeps.get(i).points()) {
                lines.add((i + 1) + "," + point.step() + "," + point.learningRate() + "," + point.batchLoss());
            }
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new SearchException(file + " cannot be written: " + e, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
                throw new SearchException(file + " has " + Files.size(file) + " bytes, more than " + MOST_BYTES
                        + "\nMaybe keep every tenth step of each sweep: the curve is smoothed anyway.");
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

    private List<LearningCurve> curves(List<String> lines) {
        Map<String, List<CurvePoint>> sweeps =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                List<String> row = cells(lines.get(i));
                try {
                    sweeps.computeIfAbsent(cell(row, "sweep"), name -> new ArrayList<>())
                            .add(point(row));
                } catch (IllegalArgumentException e) {
                    throw new SearchException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        if (sweeps.isEmpty()) {
            throw new SearchException(file + " holds no sweep: nothing follows its first line");
        }
        List<LearningCurve> curves = new ArrayList<>();
        sweeps.forEach((name, points) -> curves.add(curve(name, points)));
        return curves;
    }

    private LearningCurve curve(String name, List<CurvePoint> points) {
        points.sort(Comparator.comparingLong(CurvePoint::step));
        if (points.size() > MOST_STEPS) {
            throw new SearchException(file + ", sweep " + name + ": it has " + points.size() + " steps, more than "
                    + MOST_STEPS + "\nMaybe keep every tenth of them: the curve is smoothed anyway.");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).learningRate() < points.get(i - 1).learningRate()) {
                throw new SearchException(file + ", sweep " + name + ": the learning rate falls at step "
                        + points.get(i).step()
                        + ", but a sweep climbs\nMaybe the rows of several sweeps have one name.");
            }
        }
        try {
            return LearningCurve.of(points);
        } catch (IllegalArgumentException e) {
            throw new SearchException(file + ", sweep " + name + ": " + e.getMessage(), e);
        }
    }

    private CurvePoint point(List<String> row) {
        double step = number(row, "step");
        if (!(step >= 0 && step == Math.rint(step) && step < Long.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "a step must be a whole number, 0 or more, but was " + cell(row, "step"));
        }
        double rate = number(row, "learning_rate");
        if (Double.isNaN(rate)) {
            throw new IllegalArgumentException(
                    "the learning rate of step " + (long) step + " must be positive and finite, but was NaN");
        }
        return CurvePoint.ofBatch((long) step, rate, number(row, "loss"));
    }

    private double number(List<String> row, String column) {
        String text = cell(row, column);
        try {
            return switch (text.toLowerCase(java.util.Locale.ROOT)) {
                case "nan", "" -> Double.NaN;
                case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " must be a number, but was '" + text + "'", e);
        }
    }

    private String cell(List<String> row, String column) {
        int at = header.indexOf(column);
        if (row.size() != header.size()) {
            throw new IllegalArgumentException(
                    "there are " + row.size() + " cells, but the first line names " + header.size());
        }
        return row.get(at);
    }
}
