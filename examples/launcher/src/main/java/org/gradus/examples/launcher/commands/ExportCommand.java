package org.gradus.examples.launcher.commands;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.store.StudyStore;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.reports.ReportFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a stored study to the programs that teams look at. */
@Command(
        name = "export",
        description = {
            "Brings a study in a store to TensorBoard, MLflow or Optuna's dashboard, or to CSV or JSON.",
            "It may be running, and be exported again: what is missing is added. CSV and JSON are written anew."
        })
final class ExportCommand implements LauncherCommand {
    @Mixin
    final StudyInStore chosen = new StudyInStore();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORM",
            converter = ExportForm.Converter.class,
            completionCandidates = Forms.class,
            description = "tensorboard, mlflow, optuna, csv or json")
    ExportForm form = ExportForm.JSON;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = "the folder of event files (tensorboard), the journal (optuna), the table of trials, with"
                    + " NAME-curves.csv beside it (csv), or the report (json)")
    @Nullable
    Path out;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the tracking server (mlflow), http://HOST:PORT; MLFLOW_TRACKING_TOKEN, or"
                    + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, in the environment let in, and"
                    + " MLFLOW_EXPERIMENT_NAME names the experiment (default gradus)")
    @Nullable
    URI url;

    /** The words of {@code --to}, which a shell completes. */
    static final class Forms extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Forms() {
            super(Arrays.stream(ExportForm.values()).map(ConstantWords::of).toList());
        }
    }

    @Override
    public void check(CommandFiles files) {
        String wanted = form.isServer() ? "--url" : "--out";
        if (form.isServer() ? url == null || out != null : out == null || url != null) {
            throw new UsageException("--to " + ConstantWords.of(form) + " needs " + wanted + " and takes no "
                    + (form.isServer() ? "--out" : "--url"));
        }
        if (out != null && form.isReplaced()) {
            files.writes("--out", out);
            if (form == ExportForm.CSV) {
                files.writes("the curves beside --out", ExportForm.curves(out));
            }
        } else if (out != null) {
            files.reads("--out", out); // It is added to, and may be a folder.
        }
        chosen.check(files);
    }

    @Override
    public int run(Terminal terminal) {
        try (StudyStore opened = chosen.open()) {
            StudyResult result = StudyResult.of(opened, chosen.chosen(opened));
            write(result);
            terminal.out()
                    .println("Study '" + result.study().id() + "'" + (result.interrupted() ? ", not finished yet" : "")
                            + ": " + result.view().trials().size() + " trials in " + place() + ".");
            return ExitCode.OK;
        }
    }

    private void write(StudyResult result) {
        try {
            if (url != null) {
                form.write(result, url);
            } else if (out != null) {
                form.write(result, out);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    private String place() {
        return url != null
                ? url.toString()
                : ReportFile.target(out == null ? Path.of("") : out).toString();
    }
}
