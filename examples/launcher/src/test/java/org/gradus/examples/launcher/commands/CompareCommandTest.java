package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored studies side by side. */
class CompareCommandTest {
    @TempDir
    private Path folder;

    private String report = "";

    @BeforeEach
    void askAndTell() {
        report = folder.resolve("compared.html").toString();
        study("a.study", "first", "--trials", "1");
        tell("a.study", "first", "0.5");
        study("a.study", "second", "--trials", "2");
        tell("a.study", "second", "0.4");
        study("b.study", "first", "--seed", "7", "--objective", "minimize:loss");
        study("c.study", "third", "--objective", "maximize:accuracy");
    }

    private String in(String file) {
        return folder.resolve(file).toString();
    }

    private void study(String file, String name, String... more) {
        run("ask", Stream.concat(Stream.of("--store", in(file), "--study", name), Arrays.stream(more)));
    }

    private void tell(String file, String name, String score) {
        run("tell", Stream.of("--store", in(file), "--study", name, "--trial", "1", "--score", score));
    }

    private static void run(String command, Stream<String> options) {
        Launched launched =
                Launched.of(Stream.concat(Stream.of(command), options).toArray(String[]::new));
        assertThat(launched.code()).as(launched.err()).isZero();
    }

    /** Files are named in the folder of the test. */
    private Launched compare(String options) {
        List<String> args = new ArrayList<>(List.of("compare", "--report", report));
        for (String word : options.strip().split(" +")) {
            args.add(word.contains(".study") ? in(word) : word);
        }
        return Launched.of(args.toArray(String[]::new));
    }

    @Test
    void studiesOfOneStoreAreSideBySide() {
        Launched launched = compare("--store a.study --study first --study second");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out())
                .contains(
                        "validation-loss",
                        "second and first cannot be told apart",
                        "Study 'second' is not finished yet.",
                        report)
                .containsPattern("(?m)^first +\\S+ +0\\.500 ")
                .containsPattern("(?m)^second +\\S+ +0\\.400 ");
        assertThat(Path.of(report))
                .content()
                .contains("<h1>first and second</h1>", "second: The search was interrupted");
    }

    @Test
    void studiesOfOneNameAreToldApartByTheirStores() throws IOException {
        Launched launched = compare("--store a.study --store b.study --study first");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        Path store = folder.toRealPath().resolve("b.study");
        assertThat(launched.out()).contains("Only first in ", "first in " + store);
        assertThat(Path.of(report)).content().contains("first in " + store + ": The search ");
    }

    @Test
    void theStudyBegunLastIsTheDefaultOfEachStore() {
        Launched launched = compare("--store b.study --store a.study");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(Path.of(report)).content().contains("<h1>first and second</h1>");
    }

    @Test
    void eachStudyMayHaveItsStore() {
        Launched launched =
                compare("--store a.study --study first --store a.study --study second --store b.study --study first");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(Path.of(report)).content().contains("3 studies beside each other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--store a.study                                     | a comparison needs two studies, but --store and",
                "--store a.study --study first                       | a comparison needs two studies",
                "--study first --study second                        | --study names a stored study, but --store does not",
                "--store a.study --study first --study first         | the study first in",
                "--store a.study --store a.study                     | is named twice",
                "--store a.study --study first --study x             | there is no study 'x' in the store",
                "--store a.study --store b.study --store c.study --study x --study y | --study is given 2 times and --store 3",
                "--store a.study --store c.study                     | cannot be compared: they have different objectives",
                "--store a.study --store none.study                  | there is no store",
                "--store a.study --store a.study-wal                 | --store and --store are the same file",
                "--store a.study --store b.study --trials 3          | --trials cannot go with --store and --study",
                "--store a.study --store b.study --json x --seed 1   | --json, --seed cannot go with --store",
                "--store a.study --store b.study -- python3 train.py | a program cannot go with --store",
            })
    void whatCannotBeComparedIsRefused(String options, String reason) {
        Launched launched = compare(options);

        assertThat(launched.err()).startsWith("gradus: ").contains(reason);
        assertThat(launched.err().strip().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
        assertThat(Path.of(report)).doesNotExist();
    }

    @Test
    void damagedStoresAreNamed() throws IOException {
        Files.writeString(folder.resolve("text.study"), "no database at all");
        assertThat(compare("--store a.study --store text.study").err()).contains("text.study", "is not a store");
        byte[] whole = Files.readAllBytes(folder.resolve("b.study"));
        Arrays.fill(whole, 4096, whole.length, (byte) 0x5a);
        Files.write(folder.resolve("broken.study"), whole);
        Launched broken = compare("--store a.study --store broken.study");
        assertThat(broken.code()).isNotEqualTo(ExitCode.OK);
        assertThat(broken.err()).startsWith("gradus: ").contains("broken.study");
        assertThat(Path.of(report)).doesNotExist();
    }
}
