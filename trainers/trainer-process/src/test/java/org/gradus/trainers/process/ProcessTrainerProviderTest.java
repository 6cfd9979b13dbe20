package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.junit.jupiter.api.Test;

class ProcessTrainerProviderTest {
    private final TrainerProvider provider = new ProcessTrainerProvider();

    @Test
    void isFoundByName() {
        assertThat(ServiceLoader.load(TrainerProvider.class))
                .extracting(TrainerProvider::name)
                .contains("process");
    }

    @Test
    void makesATrainerOfACommand() throws Exception {
        TrainerOptions options =
                new TrainerOptions(Map.of("slots", "gpu0,gpu1", "idle-limit", "1"), DescentProgram.command());
        try (ProcessTrainer trainer = (ProcessTrainer) provider.create(options)) {
            assertThat(trainer.descriptor().name()).isEqualTo("descent");
            assertThat(trainer.descriptor().fingerprint()).isEqualTo("descent 1");
            assertThat(trainer.descriptor().details()).containsEntry("slot", "gpu0");
        }
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(TrainerOptions.none()))
                .withMessageStartingWith("trainer 'process' needs a program to start");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new TrainerOptions(Map.of("slot", "a"), List.of("python3"))))
                .withMessageContaining("has no option 'slot'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new TrainerOptions(Map.of("slots", "a,a"), List.of("python3"))))
                .withMessage("slots must have names that differ, but were [a, a]");
    }
}
