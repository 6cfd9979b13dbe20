package org.gradus.reports.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhrasesTest {
    @Test
    void durationsReadWell() {
        assertThat(Phrases.duration(420)).isEqualTo("0.42 s");
        assertThat(Phrases.duration(59_400)).isEqualTo("59 s");
        assertThat(Phrases.duration(192_000)).isEqualTo("3 min 12 s");
        assertThat(Phrases.duration(3_900_000)).isEqualTo("1 h 05 min");
    }
}
