package org.gradus.examples.launcher.commands;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.gradus.core.engine.StudyResult;
import org.gradus.examples.launcher.internal.commandline.ConstantConverter;
import org.gradus.reports.CsvReport;
import org.gradus.reports.JsonReport;
import org.gradus.reports.Mlflow;
import org.gradus.reports.OptunaJournal;
import org.gradus.reports.TensorBoard;

/** What a study is exported to; the words of {@code --to}. */
enum ExportForm {
    /** A folder of event files. */
    TENSORBOARD(TensorBoard::write),
    /** A tracking server; the only form with an address. */
    MLFLOW((result, path) -> {
        throw new IllegalStateException("a tracking server has no path");
    }),
    /** A journal. */
    OPTUNA(OptunaJournal::write),
    /** A table of the trials, and one of their curves beside it. */
    CSV((result, path) -> {
        CsvReport.writeTrials(result, path);
        CsvReport.writeCurves(result, curves(path));
    }),
    /** The report for programs. */
    JSON(JsonReport::write);

    private final BiConsumer<StudyResult, Path> writer;

    ExportForm(BiConsumer<StudyResult, Path> writer) {
        this.writer = writer;
    }

    void write(StudyResult result, Path path) {
        writer.accept(result, path);
    }

    void write(StudyResult result, URI server) {
        Mlflow.write(result, server);
    }

    boolean isServer() {
        return this == MLFLOW;
    }

    /** Whether the whole place is written anew; the others add what is missing. */
    boolean isReplaced() {
        return this == CSV || this == JSON;
    }

    /** {@code trials-curves.csv} for {@code trials.csv}. */
    static Path curves(Path trials) {
        String name = trials.getFileName().toString();
        int end = name.endsWith(".csv") ? name.length() - ".csv".length() : name.length();
        return trials.resolveSibling(name.substring(0, end) + "-curves" + name.substring(end));
    }

    /** Reads the word for a form. */
    static final class Converter extends ConstantConverter<ExportForm> {
        Converter() {
            super(ExportForm.class, "form of export");
        }
    }
}
