package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
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
        ProcessBuilder child = ChildJvm.of(TrainInChild.class).process();
        child.environment().remove("OMP_NUM_THREADS");
        List<String> lines = train(child);
        assertThat(lines).contains("threads 1");
        assertThat(losses(lines)).isEqualTo(TrainInChild.losses());
    }

    @Test
    void oneDnnGivesTheLossesOfTheBuiltInConvolution() throws Exception {
        assumeTrue(Dl4jEnvironment.start().convolutionHelper(), "the natives of this machine have no oneDNN");
        List<String> lines = train(ChildJvm.of(TrainInChild.class)
                .withOption("-D" + Dl4jEnvironment.HELPERS_PROPERTY + "=true")
                .process());
        assertThat(lines).contains("helper false");
        assertSame(losses(lines), TrainInChild.losses());
    }

    @Test
    void portableNativesGiveTheSameLosses() throws Exception {
        assumeTrue(Natives.known(), "the natives of this machine are not chosen here");
        List<String> lines = train(ChildJvm.of(TrainInChild.class)
                .withOption("-D" + Natives.EXTENSION_PROPERTY + "=")
                .process());
        assertThat(lines).contains("helper false", "natives linux-x86_64");
        assertSame(losses(lines), TrainInChild.losses());
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
