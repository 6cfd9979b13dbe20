package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The parts of the benchmark of Deeplearning4j that measure many networks; the others are in {@link Dl4jBenchmarkTest}, for either half
 * takes minutes, and two classes run beside each other.
 */
class Dl4jNetworksBenchmarkTest {
    private static final String NUMBER = "-?\\d+\\.\\d+";

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in for Python is a shell script")
    void saysOfEveryNetworkHowFastItIsAndWhereItsTimeGoes() throws IOException {
        Path python = Dl4jBenchmarkTest.program(folder, """
                #!/bin/sh
                [ "$1" = -c ] && exit 0
                echo ready
                while read what seconds; do [ $what = train ] && echo rate 2000 || echo rate 4000; done
                """);

        Launched launched = Dl4jBenchmarkTest.measured("networks", python);

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        List<String> lines = launched.out().lines().toList();
        for (String name : List.of("cnn", "vgg", "resnet", "mobile", "lstm", "perceptron", "tiny")) {
            List<String> own = lines.stream()
                    .filter(line -> line.startsWith("dl4j " + name + " "))
                    .toList();
            assertThat(own).anyMatch(line -> line.matches("dl4j " + name + " in .*\\.\\w+ \\d+ %"));
            assertThat(own.subList(own.size() - 4, own.size()))
                    .extracting(line -> line.replaceAll(NUMBER + ".*", ""))
                    .containsExactly(
                            "dl4j " + name + " training ",
                            "dl4j " + name + " evaluation ",
                            "dl4j " + name + " training ratio to pytorch ",
                            "dl4j " + name + " evaluation ratio to pytorch ");
        }
    }

    @Test
    void saysHowMuchFasterTwoTrainingsAreThanOne() {
        Launched launched =
                Launched.of("benchmark", "dl4j", "--part", "parallel", "--seconds", "0.01", "--rounds", "1");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        List<String> lines = launched.out().lines().toList();
        assertThat(lines).hasSize(15);
        int at = 0;
        for (String name : List.of("cnn", "resnet", "perceptron")) {
            assertThat(lines.get(at++)).matches("dl4j " + name + " one training " + NUMBER + " examples/s");
            for (String two : List.of("threads", "processes")) {
                String ratio = "dl4j " + name + " ratio two " + two + " to one ";
                assertThat(lines.get(at++)).matches(ratio + NUMBER);
                assertThat(lines.get(at++)).matches(ratio + "by processor time " + NUMBER);
            }
        }
    }
}
