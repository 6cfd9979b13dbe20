package org.gradus.examples.launcher.commands;

import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a search is done. */
final class SearchOptions {
    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final SpaceOptions space = new SpaceOptions();

    @Mixin
    final ReportOptions reports = new ReportOptions();

    /** Where the study is kept: nowhere, unless a command has these options. */
    final StoreOptions stored = new StoreOptions();

    @Mixin
    final WorkOptions work = new WorkOptions();

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
            description =
                    "validation-accuracy, validation-loss, or maximize:METRIC or minimize:METRIC with a metric of the"
                            + " trainer (default: the accuracy, or the loss of a trainer without any)")
    @Nullable
    Objective objective;

    @Option(
            names = "--default-rate",
            paramLabel = "R",
            description = "the rate that the winner is compared with (default: that of the optimizer; none with another"
                    + " trainer)")
    @Nullable
    LearningRate defaultRate;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "how many configurations are tried (default ${DEFAULT-VALUE})")
    int trials = 16;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "how long a full training is (default ${DEFAULT-VALUE})")
    int epochs = 5;

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

    /** Refuses what cannot work, but for the reports; what takes longest to find out comes last. */
    void check(CommandFiles files) {
        space.check(files);
        OptionRanges.requireAtLeast("--trials", 1, trials);
        OptionRanges.requireAtLeast("--epochs", 1, epochs);
        work.check(training);
        OptionRanges.requireAtLeast("--round", 0, round);
        OptionRanges.requireAtLeast("--replicates", 0, replicates);
        Extensions.policy(policy);
        schedule();
        stored.check(files);
        training.check(files);
    }

    ScheduleFamily schedule() {
        return ScheduleFamily.named(schedule);
    }

    Optional<Objective> objective() {
        return Optional.ofNullable(objective);
    }

    /** What the winner is compared with; nothing where no rate is searched. */
    Optional<Configuration> baseline(SearchSpace searched, ChosenTrainer chosen) {
        Optional<LearningRate> rate =
                Optional.ofNullable(defaultRate).or(() -> chosen.defaultRate().map(LearningRate::new));
        return rate.filter(r -> searched.learningRateDomain().isPresent()).map(Configuration::of);
    }
}
