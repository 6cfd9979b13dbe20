package org.gradus.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The program in this JVM, with Spark beside it. */
class SparkSearchTest {
    private static final List<String> SETTINGS =
            List.of("spark.master", "spark.ui.enabled", "spark.driver.host", "spark.driver.bindAddress");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream terminal = System.err;

    @BeforeEach
    void takeTerminal() {
        List<String> values = List.of("local[2]", "false", "127.0.0.1", "127.0.0.1");
        for (int i = 0; i < SETTINGS.size(); i++) {
            System.setProperty(SETTINGS.get(i), values.get(i));
        }
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTerminalBack() {
        SETTINGS.forEach(System::clearProperty);
        System.setErr(terminal);
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--trainer",
                "quadratic",
                "--trials",
                "4",
                "--epochs",
                "3",
                "--replicates",
                "0",
                "--strategy",
                "random"));
        arguments.addAll(List.of(more));
        return new CommandLine(new SparkSearch()).execute(arguments.toArray(String[]::new));
    }

    @Test
    void searchesAndReports() {
        Path store = folder.resolve("search.study");
        int code = run(
                "--policy",
                "asha",
                "--trainer-option",
                "eigenvalues=1,2",
                "--real",
                "momentum:0.1:0.9",
                "--objective",
                "minimize:validationLoss",
                "--parallel",
                "2",
                "--store",
                store.toString(),
                "--report",
                folder.resolve("report.html").toString(),
                "--json",
                folder.resolve("report.json").toString(),
                "--csv",
                folder.resolve("trials.csv").toString());
        assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("report.json")).isNotEmptyFile();
        assertThat(folder.resolve("trials.csv")).isNotEmptyFile();
        try (StudyStore opened = StudyStores.open(store)) {
            assertThat(StudyResult.of(opened, new StudyId("spark")).view().searchedCount())
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policy|none|there is no policy 'none'; known are",
                "--objective|loss|--objective must be minimize:FIGURE or maximize:FIGURE, but was 'loss'",
                "--objective|maximize:validationF1|the objective needs the metric",
                "--real|momentum|--real must be NAME:MIN:MAX, but was 'momentum'",
                "--trainer-option|depth=3|trainer 'quadratic' has no option 'depth'",
                "--gpus|-1|a trial needs at least 1 processor and 0 or more GPUs",
                "--parallel|0|parallelism must be at least 1, but was 0",
                "--workers|2|--workers needs a study in PostgreSQL: --store",
            })
    void whatCannotWorkIsRefused(String option, String value, String words) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(words);
    }

    private static EmbeddedPostgres startOrSkip() throws IOException {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IllegalStateException e) {
            System.out.println("Workers on Spark are not tested: " + e.getMessage());
            assumeTrue(false, "PostgreSQL does not start here: " + e.getMessage());
            throw e;
        }
    }

    @Test
    void workersSearchAStudyInADatabase() throws Exception {
        try (EmbeddedPostgres server = startOrSkip()) {
            int code = run(
                    "--policy",
                    "asha",
                    "--round",
                    "2",
                    "--workers",
                    "2",
                    "--store",
                    server.getJdbcUrl("postgres", "postgres"),
                    "--csv",
                    folder.resolve("trials.csv").toString());
            assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        }
        assertThat(folder.resolve("trials.csv")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search.study|1|not in a file",
                "jdbc:postgresql://127.0.0.1:1/none|0|a study needs at least 1 worker, but was given 0",
            })
    void workersThatCannotWorkAreRefused(String store, String count, String words) {
        assertThat(run("--workers", count, "--store", store)).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(words);
    }

    @Test
    void workersAreWhatTrainAtOnce() {
        assertThat(run("--workers", "2", "--parallel", "2", "--store", "jdbc:postgresql://127.0.0.1:1/none"))
                .isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("without --parallel");
    }

    @Test
    void storeThatCannotBeUsedIsAFailure() {
        assertThat(run(
                        "--store",
                        folder.resolve("absent").resolve("search.study").toString()))
                .isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("search.study");
    }
}
