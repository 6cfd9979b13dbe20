package org.gradus.trainers.dl4j.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuFlagsTest {
    @Test
    void flagsOfLinuxAreThoseOfTheFirstCpu() {
        String cpuInfo = "processor\t: 0\nflags\t\t: fpu avx avx2\nbugs\t: spectre\n\nprocessor\t: 1\nflags\t\t: fpu\n";
        assertThat(CpuFlags.ofLinux(cpuInfo)).containsExactlyInAnyOrder("fpu", "avx", "avx2");
        assertThat(CpuFlags.ofLinux("CPU implementer\t: 0x41\n")).isEmpty();
    }

    /** The names as {@code sysctl hw.optional} prints them on Intel's Macs; those of Apple have none of them. */
    @Test
    void flagsOfMacosAreTheNamesThatAreSet() {
        assertThat(CpuFlags.ofMacos(Set.of("hw.optional.avx1_0", "hw.optional.avx2_0")::contains))
                .containsExactly("avx2");
        assertThat(CpuFlags.ofMacos(Set.of("hw.optional.avx2_0", "hw.optional.avx512vl")::contains))
                .containsExactlyInAnyOrder("avx2", "avx512vl");
        assertThat(CpuFlags.ofMacos(name -> false)).isEmpty();
    }

    /** In winnt.h {@code PF_AVX2_INSTRUCTIONS_AVAILABLE} is 40 and {@code PF_AVX_INSTRUCTIONS_AVAILABLE} is 39. */
    @Test
    void flagsOfWindowsAreTheNumbersThatArePresent() {
        assertThat(CpuFlags.ofWindows(feature -> feature == 39 || feature == 40))
                .containsExactly("avx2");
        assertThat(CpuFlags.ofWindows(feature -> feature == 39)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineIsAsked() throws Exception {
        assertThat(CpuFlags.of("linux-x86_64")).isEqualTo(CpuFlags.ofLinux(Files.readString(Path.of("/proc/cpuinfo"))));
    }

    /** Neither {@code libSystem} nor {@code kernel32} is on a Linux machine, so what every CPU can run has to do. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsClaimedWhereTheSystemCannotBeAsked() {
        assertThat(CpuFlags.of("macosx-x86_64")).isEmpty();
        assertThat(CpuFlags.of("windows-x86_64")).isEmpty();
        assertThat(CpuFlags.of("freebsd-x86_64")).isEmpty();
    }
}
