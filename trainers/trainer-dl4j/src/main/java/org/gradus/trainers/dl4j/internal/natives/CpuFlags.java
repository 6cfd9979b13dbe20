package org.gradus.trainers.dl4j.internal.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this CPU can do, by Linux's names such as {@code avx2}, asked of the operating system. */
final class CpuFlags {
    private static final Logger LOG = LoggerFactory.getLogger(CpuFlags.class);
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** What macOS's {@code sysctl} calls the flags that decide here. */
    private static final Map<String, String> OF_MACOS =
            Map.of("hw.optional.avx2_0", "avx2", "hw.optional.avx512vl", "avx512vl");

    /** The number of Windows's {@code PF_AVX2_INSTRUCTIONS_AVAILABLE}. It has none for AVX-512's vector lengths. */
    private static final Map<Integer, String> OF_WINDOWS = Map.of(40, "avx2");

    private CpuFlags() {}

    /** The C library of macOS. */
    private interface SystemLibrary extends Library {
        int sysctlbyname(String name, IntByReference value, LongByReference size, Pointer newValue, long newSize);
    }

    /** The library of Windows that knows the processor. */
    private interface Kernel32 extends Library {
        boolean IsProcessorFeaturePresent(int feature);
    }

    /**
     * The flags of this machine; empty where they cannot be known, so that what every CPU can run is taken.
     *
     * @param platform by JavaCPP's name, such as {@code linux-x86_64}
     */
    static Set<String> of(String platform) {
        try {
            if (platform.startsWith("linux-")) {
                return ofLinux(Files.readString(CPU_INFO, StandardCharsets.UTF_8));
            }
            if (platform.startsWith("macosx-")) {
                SystemLibrary system = Native.load("System", SystemLibrary.class);
                return ofMacos(name -> isSet(system, name));
            }
            if (platform.startsWith("windows-")) {
                return ofWindows(Native.load("kernel32", Kernel32.class)::IsProcessorFeaturePresent);
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            LOG.warn("the features of this CPU cannot be read, so ND4J's portable native libraries are used");
            LOG.debug("why it cannot be read", e);
        }
        return Set.of();
    }

    private static boolean isSet(SystemLibrary system, String name) {
        IntByReference value = new IntByReference();
        return system.sysctlbyname(name, value, new LongByReference(Integer.BYTES), Pointer.NULL, 0) == 0
                && value.getValue() == 1;
    }

    /** The flags of the first CPU in Linux's description of the machine. */
    static Set<String> ofLinux(String cpuInfo) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith("flags"))
                .map(line -> Set.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
                .findFirst()
                .orElse(Set.of());
    }

    /** The flags on macOS, given which names {@code sysctl} answers with 1. */
    static Set<String> ofMacos(Predicate<String> isSet) {
        return OF_MACOS.entrySet().stream()
                .filter(flag -> isSet.test(flag.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The flags on Windows, given which numbers {@code IsProcessorFeaturePresent} affirms. */
    static Set<String> ofWindows(IntPredicate isPresent) {
        return OF_WINDOWS.entrySet().stream()
                .filter(flag -> isPresent.test(flag.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
