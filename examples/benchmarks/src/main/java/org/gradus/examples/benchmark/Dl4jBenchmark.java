package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.space.ConstantWords;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ConstantConverter;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how fast Deeplearning4j networks are trained by Gradus: beside unchanged Deeplearning4j, beside Deeplearning4j
 * with the same settings, beside PyTorch, and two at once; other networks beside PyTorch, and two at once; and how the memory grows over many trials.
 */
@Command(name = "dl4j", description = "Measures how fast Deeplearning4j networks are trained, and in what memory.")
final class Dl4jBenchmark implements LauncherCommand {
    private static final int MOST_SECONDS = 3600;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            converter = PartConverter.class,
            description = "throughput, networks, parallel or memory (default: all)")
    @Nullable
    Part part;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "how long each measurement of a round takes at least (default ${DEFAULT-VALUE})")
    double seconds = 4;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "how often everything is measured, in turn; the medians are reported (default ${DEFAULT-VALUE})")
    int rounds = 5;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "over how many trials the memory is watched (default ${DEFAULT-VALUE})")
    int trials = 200;

    @Option(
            names = "--python",
            paramLabel = "FILE",
            description = "a Python that has PyTorch (default: python3, if it has)")
    @Nullable
    Path python;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of parameters and the order of images (default ${DEFAULT-VALUE})")
    long seed = 1;

    @Override
    public void check(CommandFiles files) {
        OptionRanges.requirePositive("--seconds", MOST_SECONDS, seconds);
        OptionRanges.requireAtLeast("--rounds", 1, rounds);
        OptionRanges.requireAtLeast("--trials", MemoryTrials.FIRST + 1, trials);
        if (python != null && !(Files.isRegularFile(python) && Files.isExecutable(python))) {
            throw new IllegalArgumentException("--python: '" + python + "' is not a program that can be run"
                    + "\nMaybe give its whole path, such as /usr/bin/python3.");
        }
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public int run(Terminal terminal) throws Exception {
        Thread measuring = Thread.currentThread();
        terminal.interruption().onInterrupt(() -> {
            measuring.interrupt();
            ProcessHandle.current().children().forEach(ProcessHandle::destroy);
        });
        boolean compares = isAsked(Part.THROUGHPUT) || isAsked(Part.NETWORKS);
        Optional<PyTorch> pytorch = compares ? pytorch(terminal.progress()) : Optional.empty();
        if (isAsked(Part.THROUGHPUT)) {
            new Throughput(seconds, rounds, seed).run(pytorch, terminal.out(), terminal.progress());
        }
        if (isAsked(Part.NETWORKS)) {
            new NetworkThroughput(seconds, rounds, seed).run(pytorch, terminal.out(), terminal.progress());
        }
        if (isAsked(Part.PARALLEL)) {
            new ParallelThroughput(seconds, rounds, seed).run(terminal.out(), terminal.progress());
        }
        if (isAsked(Part.MEMORY)) {
            MemoryTrials.run(trials, seed, terminal.out(), terminal.progress());
        }
        return terminal.interruption().happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private Optional<PyTorch> pytorch(PrintWriter err) throws InterruptedException {
        return PyTorch.find(python == null ? "python3" : python.toString(), err);
    }

    private boolean isAsked(Part one) {
        return part == null || part == one;
    }

    /** What can be measured alone. */
    enum Part {
        THROUGHPUT,
        NETWORKS,
        PARALLEL,
        MEMORY;

        @Override
        public String toString() {
            return ConstantWords.of(this);
        }
    }

    /** Reads a part's name. */
    static final class PartConverter extends ConstantConverter<Part> {
        PartConverter() {
            super(Part.class, "part");
        }
    }
}
