package org.gradus.trainers.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.gradus.trainers.replay.CurveTable.Column;

/** Writes curve tables. */
final class CurveTableWriter {
    private CurveTableWriter() {}

    static void write(CurveTable table, Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
                Writer writer = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            write(table, writer);
        } catch (IOException e) {
            throw new CurveTableException("curve table " + file + " cannot be written: " + e, e);
        }
    }

    static void write(CurveTable table, Appendable out) throws IOException {
        List<String> header = new ArrayList<>(List.of("learning_rate"));
        header.addAll(table.constants().keySet());
        header.addAll(List.of("seed", "epoch"));
        table.columns().forEach(column -> header.add(column.header()));
        line(out, header);
        for (RecordedRun run : table.runs()) {
            for (int epoch = 0; epoch <= run.lastEpoch(); epoch++) {
                List<String> fields = new ArrayList<>(List.of(Double.toString(run.rate())));
                fields.addAll(table.constants().values());
                fields.add(Long.toString(run.seed()));
                fields.add(Integer.toString(epoch));
                for (Column column : table.columns()) {
                    fields.add(text(run.figure(column, epoch)));
                }
                line(out, fields);
            }
        }
    }

    private static String text(OptionalDouble figure) {
        return figure.isPresent() ? Double.toString(figure.getAsDouble()) : "";
    }

    private static void line(Appendable out, List<String> fields) throws IOException {
        out.append(String.join(",", fields)).append('\n');
    }
}
