package org.gradus.examples.benchmark;

import java.util.List;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import picocli.CommandLine.Option;

/** Which strategies a benchmark measures. */
final class StrategyOptions {
    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "which, separated by commas (default: all there are)")
    private List<String> named = List.of();

    /**
     * The strategies to measure.
     *
     * @throws IllegalArgumentException if one is unknown, naming those that are known
     */
    List<String> strategies() {
        return Extensions.strategies(named);
    }
}
