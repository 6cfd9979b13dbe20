package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.engine.Catalogue;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.images.IdxWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all commands have in common. */
class CommonOptionsTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void makeImages() throws IOException {
        data = IdxWriter.folder(Files.createDirectory(folder.resolve("blocks")), false);
    }

    private Launched search(String... more) {
        List<String> args = new ArrayList<>(List.of("search", "--data", data.toString(), "--strategy", "random"));
        args.addAll(List.of("--policy", "full", "--trials", "1", "--epochs", "1", "--replicates", "0"));
        args.addAll(List.of("--report", folder.resolve("r.html").toString()));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }

    @Test
    void quietSearchSaysItsResultAlone() {
        Launched quiet = search("--quiet");
        assertThat(quiet.code()).as(quiet.err()).isEqualTo(ExitCode.OK);
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).contains("Best: learning rate ");
        assertThat(search("-q").err()).isEmpty();
        assertThat(search().err()).contains("trial 2: ");
    }

    @Test
    void problemsAreSaidEvenIfQuiet() {
        Launched refused = search("-q", "--parallel", "0");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("--parallel must be at least 1, but was 0");
    }

    @Test
    void quietAndVerboseCannotGoTogether() {
        Launched refused = search("-q", "-v");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("--quiet and --verbose cannot go together");
    }

    @Test
    void helpOfACommandIsThatOfItsOption() {
        Launched help = Launched.of("help", "search");
        assertThat(help.code()).isEqualTo(ExitCode.OK);
        assertThat(help.out())
                .isEqualTo(Launched.of("search", "--help").out())
                .contains("--quiet", "--verbose", "--strategy");
        assertThat(Launched.of("help").out()).contains("search", "range-test", "strategies");
    }

    @Test
    void strategiesListsAllThatTheOptionsName() {
        Launched list = Launched.of("strategies");
        assertThat(list.code()).isEqualTo(ExitCode.OK);
        Catalogue.onClassPath()
                .strategies()
                .forEach(entry -> assertThat(list.out()).contains(entry.name(), entry.description()));
        Catalogue.onClassPath()
                .policies()
                .forEach(entry -> assertThat(list.out()).contains(entry.name(), entry.description()));
    }
}
