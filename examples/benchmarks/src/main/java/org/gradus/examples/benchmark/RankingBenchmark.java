package org.gradus.examples.benchmark;

import java.util.Random;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.strategies.Strategies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures whether the ranking's claims hold, on simulated studies whose truth is known. */
@Command(
        name = "ranking",
        description = "Measures whether chances, intervals and tied groups mean what they say, on simulated studies.")
final class RankingBenchmark implements LauncherCommand {
    private static final int[] REPLICATES = {3, 5};
    private static final double[] SEED_EFFECTS = {0, 1, 2};
    private static final int TRIALS = 10;
    private static final int FINALISTS = 3;

    /** From truths that no affordable number of seeds tells apart to truths that one training does. */
    private static final double FLATTEST = 0.3;

    private static final double STEEPEST = 30;

    @Option(names = "--studies", paramLabel = "N", description = "simulated studies (default ${DEFAULT-VALUE})")
    int studies = 1200;

    @Option(names = "--seed", paramLabel = "S", description = "of the truths and the noise (default ${DEFAULT-VALUE})")
    long seed = 1;

    @Override
    public void check(CommandFiles files) {
        OptionRanges.requireAtLeast("--studies", 1, studies);
    }

    @Override
    public int run(Terminal terminal) {
        calibration().say(new BenchmarkLines(terminal.out()));
        return ExitCode.OK;
    }

    /**
     * Runs the studies: every shape with every number of replicates and every effect of the seed in turn; how steeply the
     * truth falls is even over its logarithm, so that finalists lie from close to far apart.
     */
    Calibration calibration() {
        Random random = new Random(seed);
        Calibration calibration = new Calibration();
        for (int study = 0; study < studies; study++) {
            KnownTruthTrainer.Shape[] shapes = KnownTruthTrainer.Shape.values();
            int turn = study / shapes.length;
            KnownTruthTrainer known = new KnownTruthTrainer(
                    shapes[study % shapes.length],
                    FLATTEST * Math.pow(STEEPEST / FLATTEST, random.nextDouble()),
                    -3 + 2 * random.nextDouble(),
                    SEED_EFFECTS[turn / REPLICATES.length % SEED_EFFECTS.length],
                    random.nextLong());
            StudyResult result = search(known, REPLICATES[turn % REPLICATES.length], random.nextLong());
            calibration.add(result, e -> known.truth(e.learningRate()));
        }
        return calibration;
    }

    private static StudyResult search(KnownTruthTrainer known, int replicates, long seed) {
        return Search.of(known)
                .learningRate(1e-5, 1)
                .objective(Objective.maximize("validationAccuracy"))
                .strategy(Strategies.random())
                .trials(TRIALS)
                .epochs(1)
                .finalists(FINALISTS)
                .replicates(replicates)
                .round(1)
                .seed(seed)
                .run();
    }
}
