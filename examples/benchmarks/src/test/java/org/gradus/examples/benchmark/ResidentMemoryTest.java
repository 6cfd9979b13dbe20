package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    @Test
    void isTheLineThatLinuxCallsVmRSS() {
        assertThat(ResidentMemory.mebibytes("Name:\tjava\nVmHWM:\t  999 kB\nVmRSS:\t  2560 kB\nThreads:\t3\n"))
                .isEqualTo(2.5);
    }

    @Test
    void isRefusedWhereTheLineIsMissing() {
        assertThatThrownBy(() -> ResidentMemory.mebibytes("Name:\tjava\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VmRSS");
    }
}
