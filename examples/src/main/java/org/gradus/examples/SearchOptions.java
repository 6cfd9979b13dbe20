package org.gradus.examples;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.CommandFiles;
import org.gradus.examples.launcher.DurationConverter;
import org.gradus.examples.launcher.Extensions;
import org.gradus.examples.launcher.Options;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a search is done. */
final class SearchOptions {
    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final RateOptions rates = new RateOptions(1e-5, 1);

    @Mixin
    final ReportOptions reports = new ReportOptions();

    @Mixin
    final StoreOptions stored = new StoreOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "decides how long trials train: full, keep-best, ... (default ${DEFAULT-VALUE})")
    String policy = Extensions.AUTO;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "how the rate changes while training: constant, cosine, one-cycle, ..."
                    + " (default ${DEFAULT-VALUE})")
    String schedule = "constant";

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            converter = ObjectiveConverter.class,
            description = "validation-accuracy or validation-loss (default ${DEFAULT-VALUE})")
    ObjectiveName objective = ObjectiveName.VALIDATION_ACCURACY;

    @Option(names = "--trials", paramLabel = "N", description = "how many rates are tried (default ${DEFAULT-VALUE})")
    int trials = 16;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "how long a full training is (default ${DEFAULT-VALUE})")
    int epochs = 5;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "how many trainings run at once; each uses one core (default ${DEFAULT-VALUE})")
    int parallel = Math.min(2, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--round",
            paramLabel = "N",
            description = "ask for so many trials and await them all, so that the result does not depend on --parallel;"
                    + " 0 tells results as they come (default ${DEFAULT-VALUE})")
    int round = 2;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            description = "how often each finalist is trained again with fresh seeds (default ${DEFAULT-VALUE})")
    int replicates = 3;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "gives up a trial that takes longer: 30s, 5m, PT1M30S (default: none)")
    @Nullable
    Duration timeLimit;

    void nameFiles(CommandFiles files) {
        reports.nameFiles(files);
        stored.nameFiles(files);
        training.nameFiles(files);
    }

    /** Refuses what cannot work; what takes longest to find out comes last. */
    void check() {
        rates.check();
        Options.requireAtLeast("--trials", 1, trials);
        Options.requireAtLeast("--epochs", 1, epochs);
        Options.requireAtLeast("--parallel", 1, parallel);
        Options.requireAtLeast("--round", 0, round);
        Options.requireAtLeast("--replicates", 0, replicates);
        timeLimit().filter(limit -> limit.isZero() || limit.isNegative()).ifPresent(limit -> {
            throw new IllegalArgumentException("--time-limit must be positive, but was " + limit);
        });
        Extensions.policy(policy);
        schedule();
        reports.check();
        stored.check();
        training.check();
    }

    ScheduleFamily schedule() {
        return ScheduleFamily.named(schedule);
    }

    Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /** What can be improved. */
    enum ObjectiveName {
        VALIDATION_ACCURACY("validation-accuracy", Objective.maximize("validationAccuracy")),
        VALIDATION_LOSS("validation-loss", Objective.minimize("validationLoss"));

        final Objective objective;
        private final String word;

        ObjectiveName(String word, Objective objective) {
            this.word = word;
            this.objective = objective;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Reads an objective's name. */
    static final class ObjectiveConverter implements ITypeConverter<ObjectiveName> {
        @Override
        public ObjectiveName convert(String name) {
            return Arrays.stream(ObjectiveName.values())
                    .filter(objective -> objective.word.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no objective '" + name + "'; known are validation-accuracy and validation-loss"));
        }
    }
}
