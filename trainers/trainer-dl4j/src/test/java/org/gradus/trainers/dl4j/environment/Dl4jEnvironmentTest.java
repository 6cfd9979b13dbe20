package org.gradus.trainers.dl4j.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.dl4j.TouchFirst;
import org.gradus.trainers.dl4j.TrainInChild;
import org.gradus.trainers.dl4j.internal.natives.NativeLibrary;
import org.gradus.trainers.dl4j.internal.natives.NativeThreads;
import org.junit.jupiter.api.Test;

/** What is set before ND4J starts can only be tried in other JVMs. */
class Dl4jEnvironmentTest {
    private static List<String> train(ProcessBuilder child) throws Exception {
        child.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = child.start();
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        assertThat(process.waitFor()).as("exit code after %s", lines).isZero();
        return lines;
    }

    private static List<Double> losses(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("loss "))
                .map(line -> Double.valueOf(line.substring(5)))
                .toList();
    }

    @Test
    void threadsAreSetInTheRunningProcessAndGiveTheSameCurve() throws Exception {
        ProcessBuilder child = TrainInChild.jvm().process();
        child.environment().remove("OMP_NUM_THREADS");
        List<String> lines = train(child);
        assertThat(lines).contains("threads 1");
        assertThat(losses(lines)).isEqualTo(TrainInChild.losses());
    }

    /** ND4J takes as many threads as there are cores unless something is said. */
    @Test
    void threadsLostToAnEarlierUseOfNd4jAreRefusedUnlessAccepted() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        assumeTrue(cores > 1, "this machine has one core, so nothing is lost");
        ChildJvm touching = ChildJvm.of(TouchFirst.class);
        ProcessBuilder plain = touching.process();
        plain.environment().remove(NativeThreads.VARIABLE);
        String accept = "-D" + NativeThreads.PROPERTY + "=" + cores;
        assertThat(train(plain))
                .contains(
                        "refused ND4J was used before Gradus and takes " + cores
                                + " threads for each training instead of 1, with which an epoch can take ten times as"
                                + " long, and losses differ",
                        "Maybe make Dl4jEnvironment.start() the first line of main, or start Java with"
                                + " OMP_NUM_THREADS=1, or accept it with " + accept + ".");
        assertThat(train(touching.process())).contains("threads 1");
        ProcessBuilder accepting = touching.withOption(accept).process();
        accepting.environment().remove(NativeThreads.VARIABLE);
        assertThat(train(accepting)).contains("threads " + cores);
    }

    @Test
    void oneDnnGivesTheLossesOfTheBuiltInConvolution() throws Exception {
        assumeTrue(Dl4jEnvironment.start().convolutionHelper(), "the natives of this machine have no oneDNN");
        List<String> lines = train(TrainInChild.jvm()
                .withOption("-D" + Dl4jEnvironment.HELPERS_PROPERTY + "=true")
                .process());
        assertThat(lines).contains("helper false");
        assertSame(losses(lines), TrainInChild.losses());
    }

    @Test
    void portableNativesGiveTheSameLosses() throws Exception {
        assumeTrue(NativeLibrary.platform().endsWith("x86_64"), "this machine has one kind of natives only");
        List<String> lines = train(TrainInChild.jvm()
                .withOption("-D" + NativeLibrary.EXTENSION_PROPERTY + "=")
                .process());
        assertThat(lines).contains("helper false", "natives " + NativeLibrary.platform());
        assertSame(losses(lines), TrainInChild.losses());
    }

    @Test
    void machineWithoutNativesIsToldBeforeAnyTraining() throws Exception {
        Process child = TrainInChild.jvm()
                .withOption("-D" + NativeLibrary.PLATFORM_PROPERTY + "=linux-ppc64le")
                .process()
                .redirectErrorStream(true)
                .start();
        List<String> lines = child.inputReader().lines().toList();
        assertThat(child.waitFor()).isNotZero();
        assertThat(lines)
                .anyMatch(line -> line.contains("IllegalStateException: ND4J has no native library for linux-ppc64le"))
                .anyMatch(line -> line.startsWith("Maybe take another machine"))
                .noneMatch(line -> line.startsWith("loss "));
    }

    @Test
    void failureToLoadIsToldByItsRootCause() {
        Error failure =
                new ExceptionInInitializerError(new RuntimeException(new UnsatisfiedLinkError("no jniopenblas")));
        assertThat(Dl4jEnvironment.notLoaded(failure, "linux-arm64"))
                .startsWith(
                        "ND4J cannot be loaded on linux-arm64: java.lang.UnsatisfiedLinkError: no jniopenblas\nMaybe ")
                .contains("org.bytedeco:openblas", "the classifier linux-arm64");
    }

    /** Sums of floats in another order differ in the last of 7 digits; 18 small steps leave most of the rest. */
    private static void assertSame(List<Double> losses, List<Double> expected) {
        assertThat(losses).hasSameSizeAs(expected);
        for (int i = 0; i < losses.size(); i++) {
            assertThat(losses.get(i)).as("loss %s", i).isCloseTo(expected.get(i), within(1e-4));
        }
    }

    @Test
    void describesItselfInALine() {
        Dl4jEnvironment environment = new Dl4jEnvironment("1.0.0-M2.1", "linux-x86_64-onednn-avx2", true, 1);
        assertThat(environment.describe())
                .isEqualTo(
                        "Deeplearning4j 1.0.0-M2.1 on linux-x86_64-onednn-avx2, convolution by oneDNN, 1 thread for each training");
        assertThat(environment.details())
                .containsEntry("dl4j.convolution", "oneDNN")
                .containsEntry("dl4j.version", "1.0.0-M2.1");
    }
}
