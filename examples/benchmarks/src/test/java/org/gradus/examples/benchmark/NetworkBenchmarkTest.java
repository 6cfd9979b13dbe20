package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBenchmarkTest {
    /** Trains nothing: the accuracy falls with the distance of the rate from 0.01. */
    private static final String PROGRAM = """
            import math, sys
            sys.path.insert(0, sys.argv[1])
            import gradus

            def train(trial):
                away = abs(math.log10(trial.configuration["learning-rate"]) + 2)
                trial.evaluator(lambda split: {"loss": away + 1, "accuracy": 1 / (1 + away)})
                trial.checkpoints(lambda file: open(file, "w").close(), lambda file: None)
                for step in trial.steps():
                    trial.rate()
                    trial.step(away + 1)

            gradus.run(train, steps_per_epoch=1, metrics=["accuracy"], checkpoint=True)
            """;

    @TempDir
    private Path folder;

    @Test
    void searchesAtTheCostOfFullTrainingsAndWritesTheWinners() throws IOException {
        List<String> lines = winners("--seeds", "2", "--trainings", "3");

        assertThat(lines).hasSize(2);
        for (int seed = 0; seed < 2; seed++) {
            String[] fields = lines.get(seed).split(",", 6);
            assertThat(fields[0]).isEqualTo("gradus auto auto");
            assertThat(fields[1]).isEqualTo(Integer.toString(seed));
            // The last trial goes on to its next rung although that takes the search beyond its epochs.
            assertThat(Integer.parseInt(fields[2])).isBetween(21, 39);
            assertThat(Double.parseDouble(fields[4])).isBetween(0.2, 1.0);
            assertThat(fields[5])
                    .startsWith("\"{\"\"batch\"\":")
                    .contains("\"\"learning-rate\"\":", "\"\"optimizer\"\":\"\"", "\"\"weight-decay\"\":")
                    .endsWith("}\"");
        }
    }

    @Test
    void finalistsArePaidForByTheSameTrainings() throws IOException {
        List<String> lines = winners("--seeds", "1", "--trainings", "6", "--finalists", "1", "--replicates", "3");

        assertThat(lines).singleElement().satisfies(line -> {
            String[] fields = line.split(",", 6);
            // 30 epochs of the search, with its last rung, and 30 of the finalist.
            assertThat(Integer.parseInt(fields[2])).isBetween(51, 69);
        });
    }

    /** The lines of the CSV after trainings of ten epochs. */
    private List<String> winners(String... options) throws IOException {
        Path program = Files.writeString(folder.resolve("program.py"), PROGRAM);
        Path csv = folder.resolve("winners.csv");
        List<String> arguments =
                new ArrayList<>(List.of("benchmark", "network", "--epochs", "10", "--csv", csv.toString()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--", "python3", program.toString(), "../../trainers/trainer-process/python"));

        Launched launched = Launched.of(arguments.toArray(String[]::new));

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out()).contains("| seed | epochs | trials | best seen | configuration |");
        return Files.readAllLines(csv);
    }
}
