package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ConstantConverter;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.RateOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            paramLabel = "POLICY",
            completionCandidates = Extensions.Policies.class,
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
            paramLabel = "OBJECTIVE",
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
            description = "ask for N trials and await them all, so that the result does not depend on --parallel;"
                    + " 0 reports results as they come (default ${DEFAULT-VALUE})")
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
            description = "abandons a trial that takes longer: 30s, 5m, PT1M30S (default: none)")
    @Nullable
    Duration timeLimit;

    /** Refuses what cannot work; what takes longest to find out comes last. */
    void check(CommandFiles files) {
        reports.check(files);
        checkSearch(files);
    }

    /** As {@link #check}, but for the reports. */
    void checkSearch(CommandFiles files) {
        rates.check();
        OptionRanges.requireAtLeast("--trials", 1, trials);
        OptionRanges.requireAtLeast("--epochs", 1, epochs);
        OptionRanges.requireAtLeast("--parallel", 1, parallel);
        OptionRanges.requireAtLeast("--round", 0, round);
        OptionRanges.requireAtLeast("--replicates", 0, replicates);
        timeLimit().filter(limit -> limit.isZero() || limit.isNegative()).ifPresent(limit -> {
            throw new IllegalArgumentException("--time-limit must be positive, but was " + limit);
        });
        Extensions.policy(policy);
        schedule();
        stored.check(files);
        training.check(files);
    }

    ScheduleFamily schedule() {
        return ScheduleFamily.named(schedule);
    }

    Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /** What can be improved. */
    enum ObjectiveName {
        VALIDATION_ACCURACY(Objective.maximize("validationAccuracy")),
        VALIDATION_LOSS(Objective.minimize("validationLoss"));

        final Objective objective;

        ObjectiveName(Objective objective) {
            this.objective = objective;
        }

        @Override
        public String toString() {
            return ConstantWords.of(this);
        }
    }

    /** Reads an objective's name. */
    static final class ObjectiveConverter extends ConstantConverter<ObjectiveName> {
        ObjectiveConverter() {
            super(ObjectiveName.class, "objective");
        }
    }
}
