package org.gradus.examples.benchmark;

import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StopRule;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.StudyView;
import org.gradus.examples.RateOptions;
import org.gradus.examples.images.FashionMini;
import org.gradus.examples.images.ImageData;
import org.gradus.examples.launcher.CommandFiles;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.Launcher;
import org.gradus.examples.launcher.LauncherCommand;
import org.gradus.examples.launcher.Options;
import org.gradus.examples.launcher.Terminal;
import org.gradus.examples.networks.SmallCnnTrainer;
import org.gradus.trainers.replay.CurveTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what sweeps save a search: real trainings until one is about as good as the best of a grid. */
@Command(
        name = "range-test-prior",
        description = "Searches the networks of the recorded tables of a folder, with sweeps first and without,"
                + " until a training is good.")
public final class RangeTestPriorBenchmark implements LauncherCommand {
    /** A full training is good if its accuracy is this near the best of the grid. */
    private static final double GOOD = 0.01;

    /** So that 0.843 is as near to 0.853 as 0.01, in binary fractions too. */
    private static final double ROUNDING = 1e-9;

    @Option(
            names = "--tables",
            required = true,
            paramLabel = "DIR",
            description = "a folder of tables of fashion-mini made by record, *.csv.gz, named after what was trained")
    Path folder = Path.of("");

    @Option(names = "--seeds", paramLabel = "N", description = "search with seeds 1..N (default ${DEFAULT-VALUE})")
    int seeds = 5;

    @Option(names = "--trials", paramLabel = "N", description = "trials of a search (default ${DEFAULT-VALUE})")
    int trials = 16;

    @Mixin
    final RateOptions rates = new RateOptions(1e-5, 1);

    @Mixin
    TableFiles files = new TableFiles();

    public static void main(String[] args) {
        Launcher.main(new RangeTestPriorBenchmark(), args);
    }

    @Override
    public void nameFiles(CommandFiles all) {
        files.nameFiles(all);
        TableFolder.files(folder).forEach(table -> all.reads("--tables", table));
    }

    @Override
    public void check() {
        rates.check();
        Options.requireAtLeast("--seeds", 1, seeds);
        Options.requireAtLeast("--trials", 1, trials);
        files.check();
        TableFolder.read(folder).forEach(table -> SweptNetwork.named(table.task()));
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        ImageData data = FashionMini.load();
        List<PriorRun> runs = new ArrayList<>();
        for (CurveTable grid : TableFolder.read(folder)) {
            SweptNetwork network = SweptNetwork.named(grid.task());
            Trainer trainer = SmallCnnTrainer.of(data, network.optimizer(), network.variant(), SweptNetwork.BATCH);
            double target = RateGrid.ofMean(grid).bestAccuracy() - GOOD - ROUNDING;
            for (long seed = 1; seed <= seeds; seed++) {
                runs.add(new PriorRun(
                        network.name(),
                        seed,
                        cost(search(trainer, grid.epochs(), seed), PlanRequest::plan, target),
                        cost(search(trainer, grid.epochs(), seed), withoutSweeps(), target)));
                terminal.err().println(runs.get(runs.size() - 1));
            }
        }
        PriorTable table = new PriorTable(runs);
        table.markdown().forEach(terminal.out()::println);
        files.write(table.markdown(), table.csv());
        return ExitCode.OK;
    }

    private Search search(Trainer trainer, int epochs, long seed) {
        return Search.of(trainer)
                .named("range-test-prior")
                .learningRate(rates.min(), rates.max())
                .objective(Objective.maximize("validationAccuracy"))
                .trials(trials)
                .epochs(epochs)
                .finalists(1)
                .seed(seed);
    }

    /** The epochs until the first full training that reaches a target, sweeps and begun trainings included. */
    private static double cost(Search search, AutoPlan plan, double target) {
        StudyView view =
                search.strategy(plan).stopWhen(StopRule.target(target)).run().view();
        boolean reached = view.searched().stream()
                .flatMap(t -> t.finalScore().stream())
                .anyMatch(score -> view.objective().toFigure(score.value()) >= target);
        return reached ? view.epochsSpent() : Double.POSITIVE_INFINITY;
    }

    /** The automatic plan for a trainer that cannot sweep. */
    private static AutoPlan withoutSweeps() {
        return request -> PlanRequest.of(request.space(), request.budget(), unableToSweep(request.trainer()))
                .plan();
    }

    private static TrainerDescriptor unableToSweep(TrainerDescriptor trainer) {
        Set<Capability> others = Sets.difference(trainer.capabilities(), Set.of(Capability.SWEEP));
        return new TrainerDescriptor(
                trainer.name(), trainer.fingerprint(), trainer.metrics(), others, trainer.details());
    }
}
