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

class ReplayCommandTest {
    @TempDir
    private Path folder;

    private Path table = Path.of("");

    /** Three rates, two epochs. */
    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(folder.resolve("task.csv"), """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.001,0,0,2.3,2.3,0.1
                0.001,0,1,2.2,2.2,0.2
                0.001,0,2,2.1,2.1,0.3
                0.01,0,0,2.3,2.3,0.1
                0.01,0,1,1.0,1.0,0.6
                0.01,0,2,0.5,0.6,0.8
                0.1,0,0,2.3,2.3,0.1
                0.1,0,1,NaN,NaN,0.1
                """);
    }

    @Test
    void writesATrace() throws IOException {
        Path trace = folder.resolve("trace.csv");

        Launched launched = replay("--budget", "3", "--out", trace.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        List<String> lines = Files.readAllLines(trace);
        assertThat(lines.get(0))
                .isEqualTo("task,strategy,policy,seed,trial,learning_rate,epochs,incumbent_rate,cost,regret");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("task,random,full,"));
    }

    @Test
    void refusesWhatCannotWork() {
        String trace = folder.resolve("trace.csv").toString();

        assertRefused("the budget must be above 0", "--budget", "0", "--out", trace);
        assertRefused("the budget must be above 0", "--budget", "NaN", "--out", trace);
        assertRefused(
                "the share of failing trials must be in [0, 1)", "--budget", "2", "--failures", "1", "--out", trace);
        assertRefused("would be searched from 1.0 to 0.1", "--budget", "2", "--min-rate", "1", "--out", trace);
        assertRefused("cannot be written", "--budget", "2", "--out", folder.toString());
        assertThat(Path.of(trace)).doesNotExist();
    }

    private void assertRefused(String message, String... more) {
        Launched launched = replay(more);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }

    private Launched replay(String... more) {
        List<String> args =
                new ArrayList<>(List.of("replay", "--strategy", "random", "--policy", "full", "--seeds", "2"));
        args.addAll(List.of(more));
        args.add(table.toString());
        return Launched.of(args.toArray(String[]::new));
    }
}
