package org.gradus.examples.launcher.internal.sweeps;

import java.io.IOException;
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

/**
 * The sweeps of a learning-rate range test, maybe done elsewhere: a CSV file with the columns {@code sweep},
 * {@code step}, {@code learning_rate} and {@code loss}, in any order. Losses may be {@code NaN} or infinite.
 */
public final class SweepFile {
    private static final int MOST_STEPS = 100_000;
    private static final List<String> COLUMNS = List.of("sweep", "step", "learning_rate", "loss");

    private final Path file;

    private SweepFile(Path file) {
        this.file = file;
    }

    /**
     * The sweeps, in the order of their names.
     *
     * @throws SearchException naming file and line of what is wrong
     */
    public static List<LearningCurve> read(Path file) {
        CsvTable table = CsvTable.read(file);
        for (String column : COLUMNS) {
            if (!table.has(column)) {
                throw new SearchException(file + " has no column " + column + " in its first line\nMaybe the header is"
                        + " missing; it must name " + String.join(",", COLUMNS) + ".");
            }
        }
        return new SweepFile(file).curves(table.rows());
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

    private List<LearningCurve> curves(List<CsvTable.Row> rows) {
        Map<String, List<CurvePoint>> sweeps =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (CsvTable.Row row : rows) {
            CurvePoint point = row.read(SweepFile::point);
            sweeps.computeIfAbsent(row.text("sweep"), name -> new ArrayList<>()).add(point);
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

    private static CurvePoint point(CsvTable.Row row) {
        long step = row.whole("step");
        double rate = row.number("learning_rate");
        if (Double.isNaN(rate)) {
            throw new IllegalArgumentException(
                    "the learning rate of step " + step + " must be positive and finite, but was NaN");
        }
        return CurvePoint.ofBatch(step, rate, row.number("loss"));
    }
}
