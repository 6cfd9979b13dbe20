package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever cannot work is refused with exit code 2 and one or two lines, before anything is measured. */
class BenchmarkBadInputTest {
    static Stream<Arguments> isRefused() {
        return Stream.of(
                line(
                        "which command? search, worker, illustrate, compare, range-test, ask, tell, replay, record, report, export,"
                                + " conformance, strategies, completion, benchmark, help"),
                line(
                        "which command? strategies, functions, network, proposals, ranking, diagnosis, engine, workers, report, live,"
                                + " range-test, range-test-prior, dl4j, help\nMaybe benchmark --help helps.",
                        "benchmark"),
                line("unknown command 'dl4'\nMaybe dl4j is meant.", "benchmark", "dl4"),
                line(
                        "there is no part 'speed'; known are throughput, networks, parallel, memory",
                        "benchmark",
                        "dl4j",
                        "--part",
                        "speed"),
                line("--rounds must be at least 1, but was -2", "benchmark", "dl4j", "--rounds", "-2"),
                line("--seconds must be in (0, 3600], but was NaN", "benchmark", "dl4j", "--seconds", "NaN"),
                line("--seconds must be in (0, 3600], but was 0.0", "benchmark", "dl4j", "--seconds", "0"),
                line("--trials must be at least 11, but was 10", "benchmark", "dl4j", "--trials", "10"),
                line(
                        "--python: 'no-such/python' is not a program that can be run",
                        "benchmark",
                        "dl4j",
                        "--python",
                        "no-such/python"),
                line("a program must be named after --", "benchmark", "network"),
                line("--trainings must be at least 1, but was 0", "benchmark", "network", "--trainings", "0"),
                line("--finalists must be at least 1, but was 0", "benchmark", "network", "--finalists", "0"),
                line("--replicates must be at least 0, but was -1", "benchmark", "network", "--replicates", "-1"),
                line(
                        "3 finalists with 10 replicates leave nothing of 30 trainings for the search",
                        "benchmark",
                        "network",
                        "--replicates",
                        "10"),
                line("Missing required option: '--tables=DIR'", "benchmark", "strategies"));
    }

    private static Arguments line(String message, String... args) {
        return Arguments.of(message, List.of(args));
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(String message, List<String> args) {
        Launched launched = Launched.of(args.toArray(String[]::new));

        assertThat(launched.err()).startsWith("gradus: ").contains(message).doesNotContain("\tat ");
        assertThat(launched.err().strip().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(launched.out()).isEmpty();
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
