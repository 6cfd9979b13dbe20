package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class NativesTest {
    private static final Set<String> MODERN = Set.of("sse4_2", "avx", "avx2", "fma");
    private static final Set<String> OLD = Set.of("sse4_2", "avx");

    @Test
    void fastestThatTheCpuCanRunIsTaken() {
        Set<String> both = Set.of("", "-onednn-avx2");
        assertThat(Natives.choose(both::contains, MODERN)).contains("-onednn-avx2");
        assertThat(Natives.choose(both::contains, OLD)).contains("");
        Set<String> all = Set.of("", "-avx2", "-onednn", "-onednn-avx2");
        assertThat(Natives.choose(all::contains, OLD)).contains("-onednn");
        assertThat(Natives.choose(Set.of("-avx2")::contains, MODERN)).contains("-avx2");
    }

    @Test
    void loaderIsLeftAloneWhereNothingIsKnown() {
        assertThat(Natives.choose(extension -> false, MODERN)).isEmpty();
    }

    @Test
    void cpuThatCanRunNoneIsToldWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Natives.choose(Set.of("-onednn-avx2", "-avx2")::contains, OLD))
                .withMessageContaining("AVX2")
                .withMessageContaining("Maybe add org.nd4j:nd4j-native with the classifier linux-x86_64.");
    }

    @Test
    void flagsAreThoseOfTheFirstCpu() {
        String cpuInfo = "processor\t: 0\nflags\t\t: fpu avx avx2\nbugs\t: spectre\n\nprocessor\t: 1\nflags\t\t: fpu\n";
        assertThat(Natives.flags(cpuInfo)).containsExactlyInAnyOrder("fpu", "avx", "avx2");
        assertThat(Natives.flags("CPU implementer\t: 0x41\n")).isEmpty();
    }
}
