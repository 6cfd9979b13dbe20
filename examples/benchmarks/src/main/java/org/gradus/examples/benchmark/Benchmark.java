package org.gradus.examples.benchmark;

import org.gradus.examples.launcher.internal.commandline.CommandGroup;
import picocli.CommandLine.Command;

/** The measurements, a command each. */
@Command(
        name = "benchmark",
        description = "Measures how fast and how well Gradus works on this machine.",
        subcommands = {
            StrategiesBenchmark.class,
            FunctionsBenchmark.class,
            NetworkBenchmark.class,
            ProposalsBenchmark.class,
            RankingBenchmark.class,
            DiagnosisBenchmark.class,
            EngineBenchmark.class,
            WorkersBenchmark.class,
            ReportBenchmark.class,
            LiveBenchmark.class,
            RangeTestBenchmark.class,
            RangeTestPriorBenchmark.class,
            Dl4jBenchmark.class
        })
public final class Benchmark implements CommandGroup {}
