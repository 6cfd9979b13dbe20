package org.gradus.trainers.dl4j.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeThreadsTest {
    @Test
    void positiveWholeNumberIsTaken() {
        assertThat(NativeThreads.parse("gradus.dl4j.threads", " 3 ")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", ""})
    void anythingElseIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeThreads.parse("OMP_NUM_THREADS", value))
                .withMessage("OMP_NUM_THREADS must be a positive whole number, but was '" + value + "'");
    }
}
