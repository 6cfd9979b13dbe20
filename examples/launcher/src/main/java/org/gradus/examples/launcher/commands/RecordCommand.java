package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.core.space.Figures;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.training.CancellationToken;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.RateOptions;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.CurveTableRecorder;
import org.gradus.trainers.replay.RecordedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records real trainings at many rates as a table for {@link ReplayCommand}. */
@Command(name = "record", description = "Trains at many rates and records the learning curves for replay.")
final class RecordCommand implements LauncherCommand {
    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final RateOptions range = new RateOptions(1e-5, 1);

    @Option(names = "--rates", paramLabel = "N", description = "how many rates (default ${DEFAULT-VALUE})")
    int rates = 26;

    @Option(names = "--seeds", paramLabel = "N", description = "seeds a rate (default ${DEFAULT-VALUE})")
    int seeds = 1;

    @Option(names = "--epochs", paramLabel = "N", description = "epochs of each training (default ${DEFAULT-VALUE})")
    int epochs = 5;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "how the rate changes while training: constant, cosine, one-cycle, ..."
                    + " (default ${DEFAULT-VALUE})")
    String schedule = "constant";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "how many trainings run at once (default: the number of slots; without any 2, or 1 on one core)")
    @Nullable
    Integer parallel;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "TABLE.csv.gz",
            description = "where the table is written to")
    Path out = Path.of("");

    @Override
    public boolean trains() {
        return training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        try (ChosenTrainer chosen = training.open()) {
            chosen.announce(terminal);
            return record(chosen, terminal);
        }
    }

    private CurveTableRecorder recorder(ChosenTrainer chosen) {
        try {
            return CurveTableRecorder.of(
                    chosen.trainer(), CurveTableRecorder.logSpaced(range.min(), range.max(), rates), seeds, epochs);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    private int parallel() {
        return parallel == null ? training.defaultParallel() : parallel;
    }

    private int record(ChosenTrainer chosen, Terminal terminal) throws InterruptedException {
        CancellationToken cancel = CancellationToken.create();
        terminal.interruption().onInterrupt(() -> cancel.cancel("interrupted"));
        AtomicInteger done = new AtomicInteger();
        CurveTable table = recorder(chosen)
                .parallelism(parallel())
                .schedule(ScheduleFamily.named(schedule))
                .listener(run -> terminal.progress().println(line(run, done.incrementAndGet())))
                .record(chosen.name(), cancel);
        table.write(out);
        terminal.out().println("Table: " + out.toAbsolutePath());
        return ExitCode.OK;
    }

    private String line(RecordedRun run, int done) {
        return "training " + done + " of " + rates * seeds + ": rate " + Figures.rate(run.rate()) + ", seed "
                + run.seed() + ", " + run.lastEpoch() + " of " + Figures.counted(epochs, "epoch");
    }

    @Override
    public void check(CommandFiles files) {
        files.writes("--out", out);
        range.check();
        OptionRanges.requireAtLeast("--rates", 2, rates);
        OptionRanges.requireAtLeast("--seeds", 1, seeds);
        OptionRanges.requireAtLeast("--epochs", 1, epochs);
        OptionRanges.requireAtLeast("--parallel", 1, parallel());
        ScheduleFamily.named(schedule);
        training.check(files);
    }
}
