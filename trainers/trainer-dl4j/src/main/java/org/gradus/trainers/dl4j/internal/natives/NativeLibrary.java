package org.gradus.trainers.dl4j.internal.natives;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gradus.trainers.dl4j.internal.coupling.Dl4jVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses among ND4J's native libraries on the class path the fastest one that this CPU can run. Loaders left to
 * themselves take the fastest one, whether the CPU can run it or not.
 */
public final class NativeLibrary {
    /** The property that sets the variant that ND4J's loader takes. */
    public static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";

    /** The property that sets another platform than that of the JVM for ND4J's loader. */
    public static final String PLATFORM_PROPERTY = "org.bytedeco.javacpp.platform";

    /** The platforms that ND4J 1.0.0-M2.1 is published for, and the trainer's POM has natives of. */
    static final Set<String> PLATFORMS =
            ImmutableSet.of("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64");

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/";
    private static final String CUDA = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    /** The variants, the fastest first; those for AVX-512 and Arm's compute library were not tried, so they are last. */
    private static final List<Variant> VARIANTS = List.of(
            new Variant("-onednn-avx2", "avx2"),
            new Variant("-onednn", ""),
            new Variant("-avx2", "avx2"),
            new Variant("", ""),
            new Variant("-onednn-avx512", "avx512vl"),
            new Variant("-avx512", "avx512vl"),
            new Variant("-armcompute", ""));

    private record Variant(String extension, String needs) {
        boolean runsOn(Set<String> cpuFlags) {
            return needs.isEmpty() || cpuFlags.contains(needs);
        }
    }

    private NativeLibrary() {}

    /**
     * Tells ND4J's loader which variant to take, unless its property is set already.
     *
     * @throws IllegalStateException if no native library on the class path is for this machine
     */
    public static void choose() {
        if (System.getProperty(EXTENSION_PROPERTY) == null) {
            if (!Dl4jVersion.isExpected() && isElsewhere(NativeLibrary::isResource)) {
                LOG.warn(
                        "Deeplearning4j {} has its native libraries elsewhere than {}, so that its own loader chooses one,"
                                + " even if the CPU cannot run it",
                        Dl4jVersion.onClassPath(),
                        Dl4jVersion.EXPECTED);
                return;
            }
            String platform = platform();
            extension(platform, NativeLibrary::isResource, () -> CpuFlags.of(platform))
                    .ifPresent(extension -> System.setProperty(EXTENSION_PROPERTY, extension));
        }
    }

    /** Whether no native library of any platform is where the expected version has them, nor CUDA. */
    static boolean isElsewhere(Predicate<String> isResource) {
        return !isResource.test(CUDA)
                && known(natives -> isResource.test(library(natives))).isEmpty();
    }

    /**
     * The settings for the loader.
     *
     * @return empty if CUDA is on the class path: its variants are others, so the loader is left alone
     * @throws IllegalStateException if no native library on the class path is for the platform and the CPU
     */
    static Optional<String> extension(String platform, Predicate<String> isResource, Supplier<Set<String>> cpuFlags) {
        return isResource.test(CUDA)
                ? Optional.empty()
                : Optional.of(choose(platform, natives -> isResource.test(library(natives)), cpuFlags.get()));
    }

    /** The platform of this JVM, or the one set for the loader instead. */
    public static String platform() {
        return Optional.ofNullable(System.getProperty(PLATFORM_PROPERTY))
                .orElseGet(() -> platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
    }

    /** JavaCPP's name of a platform, such as {@code linux-x86_64}, by Java's names of system and architecture. */
    public static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac os x") || os.startsWith("darwin") ? "macosx" : os.split(" ", 2)[0];
        return system + "-"
                + switch (arch) {
                    case "amd64", "x86-64", "x64" -> "x86_64";
                    case "aarch64", "armv8" -> "arm64";
                    case "i386", "i486", "i586", "i686" -> "x86";
                    case "arm" -> "armhf";
                    default -> arch;
                };
    }

    /**
     * The variant for a platform and a CPU, by its extension, such as {@code -onednn-avx2}.
     *
     * @param onClassPath whether the natives with that classifier are there
     * @param cpuFlags what the CPU can do, by Linux's names
     * @throws IllegalStateException if there are none for the platform, or none for its CPU
     */
    public static String choose(String platform, Predicate<String> onClassPath, Set<String> cpuFlags) {
        List<Variant> there = VARIANTS.stream()
                .filter(v -> onClassPath.test(platform + v.extension()))
                .toList();
        if (there.isEmpty()) {
            throw new IllegalStateException(missing(platform, onClassPath));
        }
        return there.stream()
                .filter(v -> v.runsOn(cpuFlags))
                .map(Variant::extension)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(there.stream()
                        .map(v ->
                                platform + v.extension() + " needs " + v.needs().toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(
                                ", ",
                                "this CPU can run no native library of ND4J that is on the class path: ",
                                "\nMaybe add org.nd4j:nd4j-native with the classifier " + platform + "."))));
    }

    private static String missing(String platform, Predicate<String> onClassPath) {
        List<String> others = known(onClassPath);
        String found = others.isEmpty() ? "none at all" : "only " + String.join(", ", others);
        return "ND4J has no native library for " + platform + " on the class path, " + found
                + (PLATFORMS.contains(platform)
                        ? "\nMaybe add org.nd4j:nd4j-native and org.bytedeco:openblas with the classifier " + platform
                                + ", or build with -Djavacpp.platform=" + platform + "."
                        : "\nMaybe take another machine: ND4J is published for " + String.join(", ", PLATFORMS) + ".");
    }

    /** The classifiers that are on the class path. */
    private static List<String> known(Predicate<String> onClassPath) {
        return PLATFORMS.stream()
                .flatMap(platform -> VARIANTS.stream().map(v -> platform + v.extension()))
                .filter(onClassPath)
                .toList();
    }

    /** Where the library is within the jar with a classifier. */
    private static String library(String classifier) {
        String folder = FOLDER + classifier + "/";
        if (classifier.startsWith("windows-")) {
            return folder + "jnind4jcpu.dll";
        }
        return folder + (classifier.startsWith("macosx-") ? "libjnind4jcpu.dylib" : "libjnind4jcpu.so");
    }

    private static boolean isResource(String name) {
        ClassLoader loader = NativeLibrary.class.getClassLoader();
        return loader != null && loader.getResource(name) != null;
    }
}
