package org.gradus.trainers.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.gradus.trainers.replay.CurveTable.Column;

/** Reads curve tables strictly: what does not fit the format is refused, with file, line and column. */
final class CurveTableReader {
    private static final Pattern NUMBER =
            Pattern.compile("NaN|-?Infinity|[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final String name;
    private final CurveTableHeader header;
    private final Map<List<Number>, RecordedRun.Builder> runs = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private int line = 1;

    private CurveTableReader(String name, CurveTableHeader header) {
        this.name = name;
        this.header = header;
    }

    static CurveTable read(Path file) {
        try (InputStream stream = TextInput.open(file)) {
            return read(String.valueOf(file.getFileName()), stream);
        } catch (NoSuchFileException e) {
            throw new CurveTableException("there is no curve table " + file, e);
        } catch (IOException e) {
            throw new CurveTableException("curve table " + file + " cannot be read: " + e, e);
        }
    }

    static CurveTable read(String name, InputStream stream) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new TextInput(name, unpacked(stream)), StandardCharsets.UTF_8))) {
            CurveTableHeader header = CurveTableHeader.parse(name, lines.readLine());
            return new CurveTableReader(name, header).table(lines);
        } catch (EOFException e) {
            throw new CurveTableException(name + " is cut short: its gzip stream has no end", e);
        } catch (IOException e) {
            throw new CurveTableException("curve table " + name + " cannot be read: " + e, e);
        }
    }

    private static InputStream unpacked(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        boolean gzipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzipped ? new GZIPInputStream(buffered) : buffered;
    }

    private CurveTable table(BufferedReader lines) throws IOException {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            row(text.split(",", -1));
        }
        if (runs.isEmpty()) {
            throw new CurveTableException(name + " has no row below its header");
        }
        try {
            return CurveTable.of(
                    taskOf(name),
                    constants,
                    header.columns(),
                    runs.values().stream().map(RecordedRun.Builder::build).toList());
        } catch (IllegalArgumentException e) {
            throw new CurveTableException(name + ": " + e.getMessage(), e);
        }
    }

    private void row(String[] fields) {
        if (fields.length != header.names().size()) {
            throw new CurveTableException(name + ", line " + line + ": "
                    + header.names().size() + " fields are needed, but there are " + fields.length);
        }
        double rate = number("learning_rate", fields[0]);
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw wrong("learning_rate", "a rate must be positive and finite, but is " + fields[0]);
        }
        header.hyperparameters().forEach((hyperparameter, index) -> constant(hyperparameter, fields[index]));
        long seed = whole("seed", fields[header.seed()]);
        long epoch = whole("epoch", fields[header.seed() + 1]);
        RecordedRun.Builder run = runs.computeIfAbsent(List.of(rate, seed), unused -> RecordedRun.builder(rate, seed));
        if (epoch != run.nextEpoch()) {
            throw wrong(
                    "epoch",
                    "the next epoch of rate " + fields[0] + ", seed " + seed + " must be " + run.nextEpoch()
                            + ", but is " + epoch);
        }
        run.add(figures(fields));
    }

    private void constant(String hyperparameter, String value) {
        String first = constants.putIfAbsent(hyperparameter, value);
        if (first != null && !first.equals(value)) {
            throw wrong(
                    hyperparameter,
                    "only the learning rate may differ between rows, but '" + value + "' is not '" + first + "'");
        }
    }

    private Map<Column, Double> figures(String[] fields) {
        Map<Column, Double> figures = new EnumMap<>(Column.class);
        int index = header.seed() + 2;
        for (Column column : header.columns()) {
            String field = fields[index++];
            if (!field.isEmpty()) {
                figures.put(column, number(column.header(), field));
            }
        }
        if (figures.containsKey(Column.VALIDATION_LOSS) != figures.containsKey(Column.VALIDATION_ACCURACY)) {
            throw wrong("validation_loss", "loss and accuracy must both be recorded or both be empty");
        }
        return figures;
    }

    private double number(String column, String field) {
        if (!NUMBER.matcher(field).matches()) {
            throw wrong(
                    column,
                    "'" + field + "' is not a number; those that are not finite are written NaN,"
                            + " Infinity, -Infinity");
        }
        return Double.parseDouble(field);
    }

    private long whole(String column, String field) {
        if (!WHOLE.matcher(field).matches()) {
            throw wrong(column, "'" + field + "' is not a whole number");
        }
        return Long.parseLong(field);
    }

    private CurveTableException wrong(String column, String what) {
        return new CurveTableException(name + ", line " + line + ", column " + column + ": " + what);
    }

    private static String taskOf(String fileName) {
        String task = fileName;
        task = task.endsWith(".gz") ? task.substring(0, task.length() - 3) : task;
        return task.endsWith(".csv") ? task.substring(0, task.length() - 4) : task;
    }
}
