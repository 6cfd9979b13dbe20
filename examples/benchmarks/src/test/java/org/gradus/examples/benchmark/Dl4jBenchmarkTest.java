package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the smallest measurements there are, and looks at what is said, never at how fast it was. */
class Dl4jBenchmarkTest {
    private static final String NUMBER = "-?\\d+\\.\\d+";

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in for Python is a shell script")
    void saysTheThroughputInLinesOfAFixedForm() throws IOException {
        Path python = program("""
                #!/bin/sh
                [ "$1" = -c ] && exit 0
                echo ready
                while read seconds; do echo rate 2000; done
                """);

        Launched launched = measured("throughput", python);

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.err()).contains("round 1 of 1 is measured").doesNotContain("left out");
        List<String> lines = launched.out().lines().toList();
        List<String> forms = List.of(
                "dl4j plain " + NUMBER + " images/s",
                "dl4j gradus " + NUMBER + " images/s",
                "dl4j ratio to plain " + NUMBER,
                "dl4j loss difference to plain \\d\\.\\de[-+]\\d+",
                "dl4j bare " + NUMBER + " images/s",
                "dl4j cost over bare " + NUMBER + " %",
                "dl4j two trials " + NUMBER + " images/s",
                "dl4j ratio two trials to one " + NUMBER,
                "pytorch 2000\\.0 images/s",
                "dl4j ratio to pytorch " + NUMBER);
        assertThat(lines).hasSameSizeAs(forms);
        for (int i = 0; i < forms.size(); i++) {
            assertThat(lines.get(i)).matches(forms.get(i));
        }
        // Two implementations of convolution add up in different orders; the losses of 32 steps agree to 3 digits.
        assertThat(Throughput.STEPS_COMPARED).isGreaterThanOrEqualTo(20);
        assertThat(Double.parseDouble(lines.get(3).replaceAll(".* ", ""))).isCloseTo(0, within(5e-4));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in for Python is a shell script")
    void saysHowToGetPyTorchWhereThereIsNone() throws Exception {
        for (String python : List.of(program("#!/bin/sh\nexit 1\n").toString(), "no-such-program")) {
            StringWriter err = new StringWriter();

            assertThat(PyTorch.find(python, new PrintWriter(err))).isEmpty();

            assertThat(err.toString()).contains("'" + python + "' cannot import torch", "pip install torch");
        }
    }

    @Test
    void placeIsTheInnermostMethodOfALayer() {
        StackTraceElement[] stack = {
            new StackTraceElement("org.nd4j.linalg.factory.Nd4j", "gemm", "Nd4j.java", 1),
            new StackTraceElement("org.deeplearning4j.nn.layers.OutputLayer", "activate", "OutputLayer.java", 2),
            new StackTraceElement("org.deeplearning4j.nn.multilayer.MultiLayerNetwork", "fit", "M.java", 3)
        };
        assertThat(StackSampler.place(stack)).isEqualTo("OutputLayer.activate");
        assertThat(StackSampler.place(new StackTraceElement[] {stack[0]})).isEqualTo("the rest");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the resident memory is known on Linux")
    void saysTheMemoryAndItsGrowth() {
        Launched launched = Launched.of("benchmark", "dl4j", "--part", "memory", "--trials", "12");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        List<String> lines = launched.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("dl4j resident after 10 trials \\d+\\.\\d MiB");
        assertThat(lines.get(1)).matches("dl4j resident after 12 trials \\d+\\.\\d MiB");
        assertThat(lines.get(2)).matches("dl4j growth of resident memory " + NUMBER + " %");
    }

    /** Runs the smallest measurement of a part, with a program in the place of Python. */
    static Launched measured(String part, Path python) {
        return Launched.of(
                "benchmark",
                "dl4j",
                "--part",
                part,
                "--seconds",
                "0.01",
                "--rounds",
                "1",
                "--python",
                python.toString());
    }

    private Path program(String text) throws IOException {
        return program(folder, text);
    }

    /** A program of that text, in a folder. */
    static Path program(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("python"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
