package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A study of two trials, one told and one open, exported to every form that needs no server. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private String store = "";

    @BeforeEach
    void askAndTell() {
        store = folder.resolve("s.study").toString();
        assertThat(Launched.of("ask", "--store", store, "--trials", "2").code()).isZero();
        assertThat(Launched.of("tell", "--store", store, "--trial", "1", "--score", "0.5")
                        .code())
                .isZero();
        assertThat(Launched.of("ask", "--store", store).code()).isZero();
    }

    private Launched export(String... more) {
        List<String> args = new ArrayList<>(List.of("export", "--store", store));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }

    private Launched export(String form, Path out) {
        return export("--to", form, "--out", out.toString());
    }

    @Test
    void tablesAndReportsAreWrittenAnew() throws IOException {
        for (int i = 0; i < 2; i++) {
            Launched csv = export("csv", folder.resolve("trials.csv"));
            assertThat(csv.code()).as(csv.err()).isEqualTo(ExitCode.OK);
            assertThat(csv.out()).contains("Study 'study', not finished yet: 2 trials in ", "trials.csv");
        }
        assertThat(Files.readAllLines(folder.resolve("trials.csv"))).hasSize(3);
        assertThat(folder.resolve("trials-curves.csv")).isNotEmptyFile();
        assertThat(export("json", folder.resolve("study.json")).code()).isZero();
        assertThat(folder.resolve("study.json")).content().contains("\"schemaVersion\"");
    }

    @Test
    void eventFilesAndJournalsAreContinued() throws IOException {
        Path runs = folder.resolve("runs");
        Path journal = folder.resolve("journal.log");
        assertThat(export("tensorboard", runs).code()).isZero();
        assertThat(export("optuna", journal).code()).isZero();
        assertThat(Launched.of("tell", "--store", store, "--trial", "2", "--score", "0.4")
                        .code())
                .isZero();
        assertThat(export("tensorboard", runs).code()).isZero();
        assertThat(export("optuna", journal).code()).isZero();

        assertThat(runs).isDirectoryContaining("glob:**trial-0001").isDirectoryContaining("glob:**trial-0002");
        assertThat(Files.readString(journal).lines().filter(line -> line.contains("\"datetime_complete\"")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to mlflow                                  | --to mlflow needs --url and takes no --out",
                "--to mlflow --url http://x --out y           | --to mlflow needs --url and takes no --out",
                "--to csv                                     | --to csv needs --out and takes no --url",
                "--to optuna --url http://x                   | --to optuna needs --out and takes no --url",
                "--to excel --out x                           | excel",
                "--to mlflow --url ftp://x                    | must be http://HOST:PORT or https://HOST",
                "--to json --out nowhere/x.json               | the folder",
                "--to json --out x.json --study other         | there is no study 'other' in the store",
            })
    void whatCannotWorkIsRefused(String options, String reason) {
        Launched launched = export(options.strip().split(" +"));

        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
        assertThat(launched.err()).contains(reason);
    }

    @Test
    void whatIsThereAlreadyIsNotDestroyed() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "shopping list");
        Launched journal = export("optuna", notes);
        assertThat(journal.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(journal.err()).contains("is no journal of Optuna");
        assertThat(export("tensorboard", folder).err()).contains("is not empty, and has no study of Gradus");
        assertThat(export("optuna", Path.of(store)).err()).contains("--out and --store are the same file");
        assertThat(export("json", Path.of(store)).err()).contains("--out and --store are the same file");
        assertThat(notes).hasContent("shopping list");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        Launched launched = export("--to", "mlflow", "--url", "http://localhost:1");

        assertThat(launched.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(launched.err()).contains("the MLflow server http://localhost:1: it cannot be reached");
    }
}
