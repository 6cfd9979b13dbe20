package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleFamilyTest {
    private static double at(String family, long step, long totalSteps) {
        return ScheduleFamily.named(family).forPeak().apply(new LearningRate(1)).at(step, totalSteps);
    }

    @Test
    void familiesAreFoundByName() {
        assertThat(ScheduleFamily.all().keySet())
                .containsExactly("constant", "step", "exponential", "cosine", "one-cycle", "warm-up", "warm-up-cosine");
        ScheduleFamily.all().forEach((name, family) -> assertThat(family.name()).isEqualTo(name));
    }

    @Test
    void unknownFamilyIsRefusedListingTheKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleFamily.named("cosin"))
                .withMessage("unknown schedule 'cosin'; known are constant, step, exponential, cosine, one-cycle,"
                        + " warm-up, warm-up-cosine");
    }

    @Test
    void familiesAreWhatTheirDescriptionsSay() {
        assertThat(at("constant", 77, 300)).isEqualTo(1);
        assertThat(at("step", 100, 300)).isEqualTo(1);
        assertThat(at("step", 101, 300)).isCloseTo(0.1, within(1e-16));
        assertThat(at("step", 300, 300)).isCloseTo(0.01, within(1e-16));
        assertThat(at("exponential", 300, 300)).isEqualTo(0.01);
        assertThat(at("cosine", 300, 300)).isEqualTo(0.001);
        assertThat(at("one-cycle", 1, 300)).isCloseTo(1 / 25.0, within(1e-16));
        assertThat(at("one-cycle", 90, 300)).isEqualTo(1);
        assertThat(at("one-cycle", 300, 300)).isCloseTo(1 / 25.0 / 1e4, within(1e-20));
        assertThat(at("warm-up", 1, 300)).isCloseTo(1 / 15.0, within(1e-16));
        assertThat(at("warm-up", 15, 300)).isEqualTo(1);
        assertThat(at("warm-up-cosine", 300, 300)).isEqualTo(0.001);
    }
}
