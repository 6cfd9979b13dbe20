package org.gradus.trainers.dl4j.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeLibraryTest {
    private static final Set<String> MODERN = Set.of("sse4_2", "avx", "avx2", "fma");
    private static final Set<String> OLD = Set.of("sse4_2", "avx");
    private static final List<String> X86_64 = List.of("linux-x86_64", "macosx-x86_64", "windows-x86_64");
    private static final List<String> ARM64 = List.of("linux-arm64", "macosx-arm64");

    private static Set<String> natives(String platform, String... extensions) {
        return Stream.of(extensions).map(platform::concat).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @FieldSource("X86_64")
    void fastestThatTheCpuCanRunIsTaken(String platform) {
        Set<String> shipped = natives(platform, "", "-onednn-avx2");
        assertThat(NativeLibrary.choose(platform, shipped::contains, MODERN)).isEqualTo("-onednn-avx2");
        assertThat(NativeLibrary.choose(platform, shipped::contains, OLD)).isEmpty();
        Set<String> all = natives(platform, "", "-avx2", "-onednn", "-onednn-avx2", "-avx512", "-onednn-avx512");
        assertThat(NativeLibrary.choose(platform, all::contains, OLD)).isEqualTo("-onednn");
        assertThat(NativeLibrary.choose(platform, all::contains, MODERN)).isEqualTo("-onednn-avx2");
        assertThat(NativeLibrary.choose(platform, natives(platform, "-avx2")::contains, MODERN))
                .isEqualTo("-avx2");
    }

    @ParameterizedTest
    @FieldSource("ARM64")
    void armHasOneVariant(String platform) {
        assertThat(NativeLibrary.choose(platform, natives(platform, "")::contains, Set.of()))
                .isEmpty();
        assertThat(NativeLibrary.choose(platform, natives(platform, "-armcompute")::contains, Set.of()))
                .isEqualTo("-armcompute");
    }

    @Test
    void avx512IsTakenByCpusThatHaveItWhereNothingElseIs() {
        Set<String> there = natives("linux-x86_64", "-avx512");
        assertThat(NativeLibrary.choose("linux-x86_64", there::contains, Set.of("avx2", "avx512vl")))
                .isEqualTo("-avx512");
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.choose("linux-x86_64", there::contains, MODERN))
                .withMessageContaining("linux-x86_64-avx512 needs AVX512VL");
    }

    @ParameterizedTest
    @FieldSource("X86_64")
    void cpuThatCanRunNoneIsToldWhatIsMissing(String platform) {
        Set<String> there = natives(platform, "-onednn-avx2", "-avx2");
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.choose(platform, there::contains, OLD))
                .withMessage(
                        "this CPU can run no native library of ND4J that is on the class path: %1$s-onednn-avx2 needs AVX2, "
                                + "%1$s-avx2 needs AVX2\nMaybe add org.nd4j:nd4j-native with the classifier %1$s.",
                        platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64"})
    void platformWithoutNativesIsToldWhichAreMissing(String platform) {
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.choose(platform, classifier -> false, MODERN))
                .withMessageStartingWith(
                        "ND4J has no native library for " + platform + " on the class path, none at all\nMaybe add ")
                .withMessageContaining("org.nd4j:nd4j-native")
                .withMessageEndingWith("-Djavacpp.platform=" + platform + ".");
    }

    @Test
    void nativesOfAnotherPlatformAreNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.choose(
                        "macosx-arm64", natives("linux-x86_64", "", "-onednn-avx2")::contains, Set.of()))
                .withMessageContaining(
                        "for macosx-arm64 on the class path, only linux-x86_64-onednn-avx2, linux-x86_64\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-ppc64le", "linux-x86", "windows-x86", "windows-arm64", "freebsd-x86_64"})
    void platformThatNothingIsPublishedForIsToldWhichOnesThereAre(String platform) {
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.choose(platform, classifier -> false, MODERN))
                .withMessageContaining("ND4J has no native library for " + platform)
                .withMessageEndingWith("ND4J is published for linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64, "
                        + "windows-x86_64.");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-arm64",
        "Linux, ppc64le, linux-ppc64le",
        "Linux, i386, linux-x86",
        "Linux, arm, linux-armhf",
        "Mac OS X, x86_64, macosx-x86_64",
        "Mac OS X, aarch64, macosx-arm64",
        "Windows 11, amd64, windows-x86_64",
        "Windows Server 2022, amd64, windows-x86_64",
        "Windows 10, x86, windows-x86",
    })
    void platformIsNamedAsJavaCppNamesIt(String osName, String osArch, String platform) {
        assertThat(NativeLibrary.platform(osName, osArch)).isEqualTo(platform);
    }

    @Test
    void platformOfThisJvmIsTheLoaders() {
        assertThat(NativeLibrary.platform()).isEqualTo(Loader.getPlatform());
    }

    /** The names as they stand in the jars of ND4J 1.0.0-M2.1. */
    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, linux-x86_64-onednn-avx2/libjnind4jcpu.so, -onednn-avx2",
        "linux-arm64, linux-arm64/libjnind4jcpu.so, ''",
        "macosx-x86_64, macosx-x86_64-onednn-avx2/libjnind4jcpu.dylib, -onednn-avx2",
        "macosx-arm64, macosx-arm64/libjnind4jcpu.dylib, ''",
        "windows-x86_64, windows-x86_64-onednn-avx2/jnind4jcpu.dll, -onednn-avx2",
    })
    void librariesAreFoundByTheirNamesInTheJars(String platform, String library, String extension) {
        Set<String> jar = Set.of("org/nd4j/linalg/cpu/nativecpu/bindings/" + library);
        assertThat(NativeLibrary.extension(platform, jar::contains, () -> MODERN))
                .contains(extension);
    }

    @Test
    void loaderIsLeftAloneWithCuda() {
        Set<String> cuda = Set.of("org/nd4j/linalg/jcublas/JCublasBackend.class");
        assertThat(NativeLibrary.extension("linux-x86_64", cuda::contains, () -> MODERN))
                .isEmpty();
    }

    /** Where nothing is known, a loader of another version may know more. */
    @Test
    void librariesElsewhereAreNoticed() {
        assertThat(NativeLibrary.isElsewhere(name -> false)).isTrue();
        assertThat(NativeLibrary.isElsewhere(name -> name.contains("/linux-arm64/")))
                .isFalse();
        assertThat(NativeLibrary.isElsewhere(name -> name.endsWith("JCublasBackend.class")))
                .isFalse();
    }
}
