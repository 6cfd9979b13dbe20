package org.gradus.examples.benchmark;

import com.google.common.collect.Sets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StopRule;
import org.gradus.core.study.StudyView;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.RateOptions;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.networks.SmallCnnTrainer;
import org.gradus.trainers.replay.CurveTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what sweeps save a search: real trainings until one is about as good as the best of a grid. */
@Command(
        name = "range-test-prior",
        description = "Searches the networks of the recorded tables of a folder, with sweeps first and without,"
                + " until a training is good.")
final class RangeTestPriorBenchmark implements LauncherCommand {
    @Mixin
    final RecordedNetworks tables = new RecordedNetworks();

    @Option(names = "--seeds", paramLabel = "N", description = "search with seeds 1..N (default ${DEFAULT-VALUE})")
    int seeds = 5;

    @Option(names = "--trials", paramLabel = "N", description = "trials of a search (default ${DEFAULT-VALUE})")
    int trials = 16;

    @Mixin
    final RateOptions rates = new RateOptions(1e-5, 1);

    @Mixin
    TableFiles files = new TableFiles();

    @Override
    public void check(CommandFiles all) {
        files.check(all);
        rates.check();
        OptionRanges.requireAtLeast("--seeds", 1, seeds);
        OptionRanges.requireAtLeast("--trials", 1, trials);
        tables.check(all);
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        ImageData data = FashionMini.load();
        List<PriorComparison> runs = new ArrayList<>();
        for (CurveTable grid : tables.read()) {
            RecordedNetwork network = RecordedNetwork.named(grid.task());
            Trainer trainer = SmallCnnTrainer.of(data, network.optimizer(), network.variant(), RecordedNetwork.BATCH);
            double target = RateGrid.ofMean(grid).goodAccuracy();
            for (long seed = 1; seed <= seeds; seed++) {
                runs.add(new PriorComparison(
                        network.name(),
                        seed,
                        cost(search(trainer, grid.epochs(), seed), PlanRequest::plan, target),
                        cost(search(trainer, grid.epochs(), seed), withoutSweeps(), target)));
                terminal.progress().println(runs.get(runs.size() - 1));
            }
        }
        PriorTable table = new PriorTable(runs);
        files.write(table.markdown(), table.csv(), terminal);
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
