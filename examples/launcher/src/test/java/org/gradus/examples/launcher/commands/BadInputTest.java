package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.images.IdxWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is refused with exit code 2 and one or two lines, before any training. */
class BadInputTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> commandLines() {
        return Stream.of(
                line(
                        "which command? search, worker, illustrate, compare, range-test, ask, tell, replay, record, report"),
                line(
                        "unknown argument 'python3'\nMaybe the program that trains is meant: it comes last, after --.",
                        "search",
                        "--trainer",
                        "process",
                        "python3"),
                line(
                        "the program 'python3 train.py' cannot go with --trainer dl4j\nMaybe --trainer process is meant.",
                        "search",
                        "--",
                        "python3",
                        "train.py"),
                line("--slots cannot go with --trainer dl4j", "search", "--slots", "gpu0,gpu1"),
                line("there is no trainer 'proces'; known are dl4j, ", "search", "--trainer", "proces"),
                line("Maybe process is meant.", "record", "--out", "x.csv.gz", "--trainer", "proces"),
                line(
                        "--data, --batch cannot go with --trainer process, only with the network on images, --trainer dl4j"
                                + " alone",
                        "range-test",
                        "--trainer",
                        "process",
                        "--data",
                        "fashion-mini",
                        "--batch",
                        "8",
                        "--",
                        "x"),
                line(
                        "trainer 'process' has no option 'speed'; it has ",
                        "search",
                        "--trainer",
                        "process",
                        "--trainer-option",
                        "speed=3",
                        "--",
                        "x"),
                line(
                        "--also batch cannot go with --trainer process",
                        "search",
                        "--trainer",
                        "process",
                        "--also",
                        "batch"),
                line(
                        "the option 'network' must name a public static method that takes"
                                + " org.gradus.core.space.Configuration and returns ",
                        "search",
                        "--trainer-option",
                        "network=com.example.Net::configure"),
                line(
                        "but there is no class com.example.Net on the class path\nMaybe ",
                        "search",
                        "--trainer",
                        "dl4j",
                        "--trainer-option",
                        "network=com.example.Net::configure"),
                line(
                        "trainer 'dl4j' has no option 'epochs'; it has network, data, batch",
                        "search",
                        "--trainer-option",
                        "epochs=3"),
                line(
                        "--batch cannot go with --trainer dl4j --trainer-option, only with the network on images",
                        "search",
                        "--trainer-option",
                        "network=com.example.Net::configure",
                        "--batch",
                        "8"),
                line(
                        "--also momentum cannot go with --trainer dl4j --trainer-option",
                        "search",
                        "--trainer-option",
                        "network=com.example.Net::configure",
                        "--also",
                        "momentum"),
                line(
                        "trainer 'djl' is not on the class path\nMaybe add gradus-trainer-djl, with all that it",
                        "search",
                        "--trainer",
                        "djl"),
                line("no-such-program", "search", "--trainer", "process", "--", "no-such-program"),
                line("there is no file no.json with a search space", "search", "--space", "no.json"),
                line("--held must be at least 0, but was -1", "search", "--held", "-1"),
                line("--trials must be at least 1, but was 0", "ask", "--store", "x.study", "--trials", "0"),
                line("--lease must be positive, but was PT0S", "ask", "--store", "x.study", "--lease", "0s"),
                line("there is no strategy 'x'; known are ", "ask", "--store", "x.study", "--strategy", "x"),
                line("Missing required option: '--trial=N'", "tell", "--store", "x.study"),
                line("Missing required option: '--store=FILE|ADDRESS'", "worker"),
                line("there is no study 'x' in the store no.study", "worker", "--store", "no.study", "--study", "x"),
                line("--parallel must be at least 1, but was 0", "worker", "--store", "no.study", "--parallel", "0"),
                line("--time-limit must be positive, but was PT0S", "worker", "--store", "n", "--time-limit", "0s"),
                line("what came of trial 3?\nMaybe --score X", "tell", "--store", "x.study", "--trial", "3"),
                line(
                        "--score, --diverged cannot go together: a trial has one result",
                        "tell",
                        "--store",
                        "x.study",
                        "--trial",
                        "3",
                        "--score",
                        "1",
                        "--diverged"),
                line(
                        "--score must be finite, but was NaN\nMaybe --diverged is meant.",
                        "tell",
                        "--store",
                        "x.study",
                        "--trial",
                        "3",
                        "--score",
                        "NaN"),
                line(
                        "there is no study in the store x.study",
                        "tell",
                        "--store",
                        "x.study",
                        "--trial",
                        "3",
                        "--score",
                        "1"),
                line("unknown command 'serch'\nMaybe search is meant.", "serch"),
                line("unknown option '--trils'\nMaybe --trials is meant.", "search", "--trils", "4"),
                line("unknown option '--zoo=1'\nMaybe gradus search --help helps.", "search", "--zoo=1"),
                line("--live must be at most 65535, but was 99999", "search", "--live=99999"),
                line(
                        "--store: 'nowhere/x.study' cannot be written: the folder ",
                        "search",
                        "--store",
                        "nowhere/x.study"),
                line("the store . is a folder\nMaybe name a file in it", "search", "--store", "."),
                line("--extend continues a study, but --store does not name one", "search", "--extend"),
                line(
                        "a comparison needs two studies, but --store and --study name one",
                        "compare",
                        "--store",
                        "x.study"),
                line("there is no store x.study", "compare", "--store", "x.study", "--store", "y.study"),
                line("--study names a stored study, but --store does not say where", "compare", "--study", "x"),
                line(
                        "--trials cannot go with --store and --study: stored studies are not searched again",
                        "compare",
                        "--store",
                        "x.study",
                        "--store",
                        "y.study",
                        "--trials",
                        "3"),
                line("there is no store x.study\nMaybe its name or folder is another.", "report", "--store", "x.study"),
                line("Missing required option: '--store=FILE|ADDRESS'", "report"),
                line(
                        "--json and --report are the same file: same.out",
                        "range-test",
                        "--report",
                        "same.out",
                        "--json",
                        "same.out"),
                line("Invalid value for option '--trials': 'many' is not an int", "search", "--trials", "many"),
                line("Missing required parameter for option '--trials' (N)", "search", "--trials"),
                line("--trials must be at least 1, but was 0", "search", "--trials", "0"),
                line("--epochs must be at least 1, but was -3", "search", "--epochs", "-3"),
                line("--parallel must be at least 1, but was 0", "search", "--parallel", "0"),
                line("--round must be at least 0, but was -1", "search", "--round", "-1"),
                line("--begin leaves the study in a store\nMaybe --store was forgotten", "search", "--begin"),
                line(
                        "--begin trains nothing, so --live would show nothing\nMaybe follow the study with report --live",
                        "search",
                        "--begin",
                        "--live",
                        "--store",
                        "s.study"),
                line("--replicates must be at least 0, but was -1", "search", "--replicates", "-1"),
                line("--batch must be at least 1, but was 0", "search", "--batch", "0"),
                line(
                        "--batch must be at most 5000, the number of training images, but was 5001",
                        "search",
                        "--batch",
                        "5001"),
                line(
                        "--min-rate must be below --max-rate, but they are 0.1 and 0.001\nMaybe the two were swapped.",
                        "search",
                        "--min-rate",
                        "0.1",
                        "--max-rate",
                        "1e-3"),
                line(
                        "Invalid value for option '--also' (PARAMETER): there is no hyperparameter 'dropout'; known"
                                + " are optimizer, schedule, batch, momentum, weight-decay",
                        "search",
                        "--also",
                        "dropout"),
                line(
                        "--also momentum needs an optimizer that has one, but --optimizer is adam\nMaybe --also"
                                + " optimizer,momentum is meant, or --optimizer nesterovs.",
                        "search",
                        "--optimizer",
                        "adam",
                        "--also",
                        "batch,momentum"),
                line("--min-rate must be below --max-rate", "search", "--min-rate", "0.1", "--max-rate", "0.1"),
                line(
                        "Invalid value for option '--min-rate': learning rate must be positive and finite, but was -1.0",
                        "search",
                        "--min-rate",
                        "-1"),
                line(
                        "Invalid value for option '--min-rate': learning rate must be positive and finite, but was 0.0",
                        "search",
                        "--min-rate",
                        "0"),
                line(
                        "Invalid value for option '--min-rate': learning rate must be positive and finite, but was NaN",
                        "search",
                        "--min-rate",
                        "NaN"),
                line(
                        "Invalid value for option '--max-rate': learning rate must be positive and finite, but was NaN",
                        "search",
                        "--max-rate",
                        "NaN"),
                line(
                        "Invalid value for option '--max-rate': learning rate must be positive and finite, but was Infinity",
                        "search",
                        "--max-rate",
                        "Infinity"),
                line("there is no strategy 'bayes'; known are ", "search", "--strategy", "bayes"),
                line("there is no policy 'fulll'; known are ", "search", "--policy", "fulll"),
                line("unknown schedule 'cosin'; known are constant, ", "search", "--schedule", "cosin"),
                line(
                        "unknown schedule 'cosin'; known are constant, ",
                        "record",
                        "--out",
                        "x.csv.gz",
                        "--schedule",
                        "cosin"),
                line(
                        "there is no optimizer 'adamw'; known are sgd, nesterovs, adam, rmsprop",
                        "search",
                        "--optimizer",
                        "adamw"),
                line(
                        "'accuracy' is no objective such as validation-loss, validation-accuracy, maximize:f1 or minimize:loss",
                        "search",
                        "--objective",
                        "accuracy"),
                line("'fast' is not a time such as 30s, 5m, 1h or PT1M30S", "search", "--time-limit", "fast"),
                line("--time-limit must be positive, but was PT0S", "search", "--time-limit", "0s"),
                line("there is no folder 'no-such-folder' with images", "search", "--data", "no-such-folder"),
                line("there is no strategy 'x'; known are ", "compare", "--strategies", "random,x"),
                line("--epochs must be at least 3, but was 2", "illustrate", "--epochs", "2"),
                line("the spread must be above 1 and at most 1e6, but was NaN", "illustrate", "--spread", "NaN"),
                line("--sweeps must be at least 1, but was 0", "range-test", "--sweeps", "0"),
                line("--steps must be at least 2, but was 1", "range-test", "--steps", "1"),
                line("--sweeps must be at most 100, but was 101", "range-test", "--sweeps", "101"),
                line("--steps must be at most 10000, but was 10001", "range-test", "--steps", "10001"),
                line("no-such.csv cannot be read: it does not exist", "range-test", "--curve", "no-such.csv"),
                line("Missing required option: '--out=TABLE.csv.gz'", "record"),
                line("Missing required options", "replay"),
                line("--rates must be at least 2, but was 1", "record", "--rates", "1", "--out", "x.csv.gz"));
    }

    private static Arguments line(String message, String... args) {
        return Arguments.of(message, List.of(args));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void isRefused(String message, List<String> args) {
        assertRefused(message, args.toArray(String[]::new));
    }

    @Test
    void unknownStrategiesListTheKnownOnes() {
        assertRefused("auto, ", "search", "--strategy", "nonsense");
        for (String known : List.of("grid", "random", "quasi-random", "bayesian", "range-test")) {
            assertRefused(known, "search", "--strategy", "nonsense");
        }
    }

    @Test
    void imagesThatAreMissingTruncatedOrDoNotMatchAreRefused() throws IOException {
        String data = IdxWriter.folder(folder, true).toString();
        IdxWriter.write(folder, "val-labels-idx1-ubyte", IdxWriter.labels(30, 4));
        assertRefused("labels do not match images", "search", "--data", data);
        byte[] images = Files.readAllBytes(folder.resolve("train-images-idx3-ubyte.gz"));
        IdxWriter.write(folder, "train-images-idx3-ubyte.gz", Arrays.copyOf(images, images.length / 2));
        assertRefused("train-images-idx3-ubyte.gz is truncated", "illustrate", "--data", data);
        Files.delete(folder.resolve("train-images-idx3-ubyte.gz"));
        assertRefused("has no file train*images*", "record", "--out", "x.csv.gz", "--data", data);
    }

    @Test
    void filesThatCannotBeWrittenAreRefused() {
        String nowhere = folder.resolve("missing/report.html").toString();

        assertRefused("--report: '" + nowhere + "' cannot be written: the folder", "search", "--report", nowhere);
        assertRefused("cannot be written: it is a folder", "search", "--report", folder.toString());
        assertRefused("--json: ", "search", "--json", nowhere);
        assertRefused("--report and --json are the same file", "search", "--report", "x.html", "--json", "./x.html");
        assertRefused("--out: ", "record", "--out", nowhere);
        assertRefused("missing/report-random.html' cannot be written", "compare", "--report", nowhere);
        assertThat(Path.of("x.html")).doesNotExist();
    }

    @Test
    void noTwoFilesOfACommandAreOne() throws IOException {
        String data = IdxWriter.folder(Files.createDirectory(folder.resolve("images")), false)
                .toString();
        String images = Path.of(data, "train-images-idx3-ubyte.gz").toString();
        String store = folder.resolve("x.study").toString();
        String wal = store + "-wal";
        assertRefused("--report and --store are the same file", "search", "--store", store, "--report", store);
        assertRefused("--json and --store are the same file", "search", "--store", store, "--json", wal);
        assertRefused("--report and --data are the same file", "search", "--data", data, "--report", images);
        assertRefused("--report and --data are the same file", "illustrate", "--data", data, "--report", images);
        assertRefused("--out and --data are the same file", "record", "--data", data, "--out", images);
        assertRefused("--report and --store are the same file", "report", "--store", store, "--report", store);
        assertRefused(
                "--report and --store are the same file",
                "compare",
                "--store",
                store,
                "--study",
                "a",
                "--study",
                "b",
                "--report",
                wal);
        assertRefused("--json and --curve are the same file", "range-test", "--curve", store, "--json", store);
        assertRefused("--out and the table are the same file", replay("--out", store, store));
        assertThat(Path.of(store)).doesNotExist();
    }

    private static String[] replay(String... more) {
        return Stream.concat(
                        Stream.of(
                                "replay", "--strategy", "random", "--policy", "full", "--budget", "2", "--seeds", "1"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void aStudyIsNeverWrittenOver() throws IOException {
        Path study = folder.resolve("other.study");
        StudyStores.open(study).close();
        byte[] before = Files.readAllBytes(study);
        assertRefused("a study is there", "search", "--report", study.toString());
        assertRefused("a study is there", "search", "--json", study.toString());
        assertRefused("a study is there", "record", "--out", study.toString());
        assertThat(study).hasBinaryContent(before);
    }

    @Test
    void aFileOfOneByteIsNoStore() throws IOException {
        Path file = Files.writeString(folder.resolve("one.study"), "x");
        assertRefused("is not a store of studies", "search", "--store", file.toString());
        assertThat(file).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/x?user=ada&password=s3cret",
                "jdbc:postgresql://ada:s3cret@127.0.0.1:1/x",
                "postgresql://ada:s3cret@127.0.0.1:1/x",
                "ada:s3cret@127.0.0.1/x.study",
            })
    void noPasswordIsShown(String store) {
        Launched launched = Launched.of("search", "--store", store);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
        assertThat(launched.err()).startsWith("gradus: ").doesNotContain("s3cret");
    }

    @Test
    void aFileThatIsThereIsLeftAsItIsWhenSomethingElseIsWrong() throws IOException {
        Path report = Files.writeString(folder.resolve("report.html"), "precious");

        assertRefused("no folder 'missing'", "search", "--report", report.toString(), "--data", "missing");

        assertThat(report).hasContent("precious");
    }

    @Test
    void damagedTablesAndSweepsAreRefused() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "learning_rate,seed\n1,2\n");
        Path trace = folder.resolve("trace.csv");
        assertRefused(
                "t.csv",
                "replay",
                "--strategy",
                "random",
                "--policy",
                "full",
                "--budget",
                "2",
                "--seeds",
                "1",
                "--out",
                trace.toString(),
                table.toString());
        assertThat(trace).doesNotExist();
        Path sweep = Files.writeString(folder.resolve("s.csv"), "sweep,step,loss\n1,1,2\n");
        assertRefused("s.csv has no column learning_rate", "range-test", "--curve", sweep.toString());
        Path oneRow = Files.writeString(folder.resolve("r.csv"), "sweep,step,learning_rate,loss\n1,1,0.1,2\n");
        assertRefused(
                "a range test needs sweeps over at least two different positive rates",
                "range-test",
                "--curve",
                oneRow.toString());
    }

    private static void assertRefused(String message, String... args) {
        Launched launched = Launched.of(args);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.err().strip().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(launched.err()).doesNotContain("\tat ");
        assertThat(launched.out()).isEmpty();
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
