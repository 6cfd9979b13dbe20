package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerProvidersTest {
    @TempDir
    Path folder;

    private static TrainerProvider provider(String name) {
        return ServiceLoader.load(TrainerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TrainerOptions options(String name, String value) {
        return new TrainerOptions(Map.of(name, value), List.of());
    }

    @Test
    void quadraticIsThatOfItsOptions() throws Exception {
        TrainerOptions options = new TrainerOptions(
                Map.of("eigenvalues", "1,4", "start", "2,3", "steps", "7", "noise", "0.5"), List.of());
        assertThat(provider("quadratic").create(options).descriptor())
                .isEqualTo(QuadraticTrainer.of(1, 4)
                        .startingAt(2, 3)
                        .stepsPerEpoch(7)
                        .noise(0.5)
                        .descriptor());
        assertThat(provider("quadratic").create(TrainerOptions.none()).descriptor())
                .isEqualTo(QuadraticTrainer.of(1, 10).descriptor());
    }

    @Test
    void replayReadsItsTable() throws Exception {
        Path table = folder.resolve("toy.csv");
        Files.writeString(table, """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.1,0,0,1,1,0.5
                0.1,0,1,0.5,0.6,0.7
                0.2,0,0,1,1,0.5
                0.2,0,1,0.4,0.5,0.8
                """);
        assertThat(provider("replay").create(options("table", table.toString())).descriptor())
                .isEqualTo(ReplayTrainer.of(CurveTable.read(table)).descriptor());
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider("quadratic").create(options("eigenvalues", "1,x")))
                .withMessage("the option 'eigenvalues' must be numbers separated by commas, but was '1,x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider("replay").create(TrainerOptions.none()))
                .withMessage("trainer 'replay' needs the option 'table', a file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider("replay").create(options("table", "no-such.csv")))
                .withMessage("there is no curve table no-such.csv");
    }
}
