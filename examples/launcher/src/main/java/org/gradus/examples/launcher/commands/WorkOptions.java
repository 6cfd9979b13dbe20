package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How this machine trains the trials of a study, whose result does not depend on it. */
final class WorkOptions {
    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "how many trainings run at once (default: the number of slots; without any 2, or 1 on one core)")
    @Nullable
    Integer parallel;

    @Option(
            names = "--held",
            paramLabel = "N",
            description =
                    "how many models that wait to be continued stay in memory beside those in training; others are"
                            + " saved, if the trainer can (default: as many as --parallel; with --trainer dl4j all)")
    @Nullable
    Integer held;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "abandons a trial that takes longer: 30s, 5m, PT1M30S (default: none)")
    @Nullable
    Duration timeLimit;

    void check(TrainingOptions training) {
        OptionRanges.requireAtLeast("--parallel", 1, parallel(training));
        OptionRanges.requireAtLeast("--held", 0, held == null ? 0 : held);
        timeLimit().filter(limit -> limit.isZero() || limit.isNegative()).ifPresent(limit -> {
            throw new IllegalArgumentException("--time-limit must be positive, but was " + limit);
        });
    }

    Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    int parallel(TrainingOptions training) {
        return parallel == null ? training.defaultParallel() : parallel;
    }

    /** How many models wait in memory; empty for all of them. */
    OptionalInt held(TrainingOptions training, ChosenTrainer chosen) {
        if (held == null && training.isDeeplearning4j()) {
            return OptionalInt.empty();
        }
        return chosen.canSave() ? OptionalInt.of(held == null ? parallel(training) : held) : OptionalInt.empty();
    }
}
