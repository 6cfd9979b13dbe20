package org.gradus.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.gradus.core.testkit.ScriptedTrainer;
import org.junit.jupiter.api.Test;

class TrainerProviderTest {
    /** Registered in META-INF/services of the tests. */
    public static final class Scripted implements TrainerProvider {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Map<String, String> options() {
            return Map.of("epochs", "how many");
        }

        @Override
        public Trainer create(TrainerOptions options) {
            options.requireKnownTo(this);
            return new ScriptedTrainer();
        }
    }

    @Test
    void providerIsFoundByItsName() throws TrainingException {
        assertThat(TrainerProvider.named("scripted")).isInstanceOf(Scripted.class);
        assertThat(TrainerProvider.named("scripted").create(TrainerOptions.none()))
                .isInstanceOf(ScriptedTrainer.class);
    }

    @Test
    void unknownNameIsRefusedWithThoseThatAreKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainerProvider.named("script"))
                .withMessage("there is no trainer 'script'; known are scripted");
    }

    @Test
    void optionThatTheProviderDoesNotHaveIsRefused() {
        TrainerOptions options = new TrainerOptions(Map.of("epoch", "3"), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scripted().create(options))
                .withMessage("trainer 'scripted' has no option 'epoch'; it has epochs");
    }

    @Test
    void wholeNumberIsReadOrRefusedByItsName() {
        TrainerOptions options = new TrainerOptions(Map.of("n", "3", "m", "-1", "x", "many"), List.of("python3"));
        assertThat(options.integer("n", 1, 7)).isEqualTo(3);
        assertThat(options.integer("other", 1, 7)).isEqualTo(7);
        assertThat(options.find("x")).contains("many");
        assertThat(options.find("y")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.integer("m", 0, 7))
                .withMessage("the option 'm' must be a whole number of at least 0, but was '-1'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.integer("x", 0, 7))
                .withMessage("the option 'x' must be a whole number of at least 0, but was 'many'");
    }
}
