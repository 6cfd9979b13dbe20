package org.gradus.trainers.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses among ND4J's native libraries on the class path the fastest one that this CPU can run. Loaders left to
 * themselves take the fastest one, whether the CPU can run it or not.
 */
final class Natives {
    /** The property by which ND4J's loader is told which variant to take. */
    static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/linux-x86_64";

    /** The variants that were tried, the fastest first. */
    private static final List<Variant> VARIANTS = List.of(
            new Variant("-onednn-avx2", "avx2"),
            new Variant("-onednn", ""),
            new Variant("-avx2", "avx2"),
            new Variant("", ""));

    private record Variant(String extension, String needs) {}

    private Natives() {}

    /** Whether this is a machine whose variants are known here; elsewhere ND4J's loader chooses alone. */
    static boolean known() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return os.startsWith("linux") && Set.of("amd64", "x86_64").contains(architecture) && Files.isReadable(CPU_INFO);
    }

    /**
     * Tells ND4J's loader which variant to take, unless the property is set already.
     *
     * @throws IllegalStateException if there are variants, but none for this CPU
     */
    static void choose() {
        if (System.getProperty(EXTENSION_PROPERTY) == null && known()) {
            choose(Natives::onClassPath, cpuFlags()).ifPresent(e -> System.setProperty(EXTENSION_PROPERTY, e));
        }
    }

    /**
     * The variant for a CPU.
     *
     * @param onClassPath whether the variant with that extension is there
     * @param cpuFlags what the CPU can do, by Linux's names
     * @return empty if no variant is there at all
     * @throws IllegalStateException if there are variants, but none for this CPU
     */
    static Optional<String> choose(Predicate<String> onClassPath, Set<String> cpuFlags) {
        List<Variant> there =
                VARIANTS.stream().filter(v -> onClassPath.test(v.extension())).toList();
        Optional<String> chosen = there.stream()
                .filter(v -> v.needs().isEmpty() || cpuFlags.contains(v.needs()))
                .map(Variant::extension)
                .findFirst();
        if (chosen.isEmpty() && !there.isEmpty()) {
            throw new IllegalStateException(
                    "this CPU has no AVX2, and every native library of ND4J on the class path needs it"
                            + "\nMaybe add org.nd4j:nd4j-native with the classifier linux-x86_64.");
        }
        return chosen;
    }

    private static boolean onClassPath(String extension) {
        ClassLoader loader = Natives.class.getClassLoader();
        return loader != null && loader.getResource(FOLDER + extension + "/libjnind4jcpu.so") != null;
    }

    private static Set<String> cpuFlags() {
        try {
            return flags(Files.readString(CPU_INFO, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(CPU_INFO + " cannot be read", e);
        }
    }

    /** The flags of the first CPU in Linux's description of the machine. */
    static Set<String> flags(String cpuInfo) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith("flags"))
                .map(line -> Set.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
                .findFirst()
                .orElse(Set.of());
    }
}
