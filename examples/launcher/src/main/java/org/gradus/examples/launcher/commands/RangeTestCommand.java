package org.gradus.examples.launcher.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curvature.CurvatureMeter;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.RateOptions;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.examples.launcher.internal.sweeps.SweepFile;
import org.gradus.reports.JsonReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A learning-rate range test: the rate climbs through a wide range, and the losses say where training is possible. */
@Command(
        name = "range-test",
        description = "Sweeps the learning rate and names the interval worth training with;"
                + " or analyses sweeps done elsewhere.")
final class RangeTestCommand implements LauncherCommand {
    private static final int MOST_SWEEPS = 100;
    private static final int MOST_STEPS = 10_000;

    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final RateOptions rates = new RateOptions(1e-7, 10);

    @Option(names = "--sweeps", paramLabel = "N", description = "how many sweeps (default: 3; 2 with --held-out)")
    @Nullable
    Integer sweeps;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "steps of a sweep (default: 12 a decade; an epoch with --held-out)")
    @Nullable
    Integer steps;

    @Option(
            names = "--no-edge",
            description = "leave out the short trainings at constant rates that confirm where training breaks")
    boolean noEdge;

    @Option(
            names = "--held-out",
            description = "judge long sweeps on the validation split, for networks whose training loss says little")
    boolean heldOut;

    @Option(
            names = "--curve",
            paramLabel = "IN.csv",
            description = "analyse these losses instead: sweep,step,learning_rate,loss")
    @Nullable
    Path curve;

    @Option(names = "--json", paramLabel = "FILE", description = "the analysis as JSON (default: none)")
    @Nullable
    Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "an HTML report of the sweeps (default: none)")
    @Nullable
    Path report;

    @Option(
            names = "--curvature",
            description = "measure the physical limit 2/λ_max of the untrained network too: 30 to 60 gradients")
    boolean curvature;

    /** The range test; what to copy. */
    private Search search(ChosenTrainer chosen) {
        Search search = Search.of(chosen.trainer())
                .named("range-test-" + chosen.name())
                .learningRate(rates.min(), rates.max())
                .strategy(new SweepStrategy(plan(chosen.trainer())))
                .policy(new FullBudget())
                .trials(1)
                .seed(training.seed);
        chosen.notes().forEach(search::note);
        return search;
    }

    private RangeTestPlan plan(Trainer trainer) {
        RangeTestPlan plan = heldOut
                ? RangeTestPlan.heldOut(rates.min(), rates.max(), steps == null ? epoch(trainer) : steps)
                : RangeTestPlan.of(rates.min(), rates.max());
        if (!heldOut && steps != null) {
            plan = RangeTestPlan.of(new Sweep(rates.min(), rates.max(), steps), plan.sweeps());
        }
        plan = sweeps == null ? plan : plan.withSweeps(sweeps);
        return noEdge ? plan.withoutEdge() : plan;
    }

    /** The steps of an epoch; more where a small data set has fewer than a sweep needs. */
    private int epoch(Trainer trainer) {
        long epoch = trainer.stepsPerEpoch(Configuration.of(new LearningRate(rates.min())));
        return (int) Math.min(MOST_STEPS, Math.max(RangeTestPlan.steps(rates.min(), rates.max()), epoch));
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        if (curve != null) {
            return tell(analyse(SweepFile.read(curve)), terminal);
        }
        try (ChosenTrainer chosen = training.open()) {
            chosen.announce(terminal);
            return sweep(chosen, terminal);
        }
    }

    private int sweep(ChosenTrainer chosen, Terminal terminal) throws IOException {
        Trainer trainer = chosen.trainer();
        Optional<Curvature> measured = curvature ? Optional.of(measure(trainer)) : Optional.empty();
        StudyResult result = Searches.run(chosen, terminal, watched -> {
            Search search = search(watched);
            measured.ifPresent(found -> note(found, search));
            return search;
        });
        int code = ExitCode.OK;
        if (result.view().trials(TrialPurpose.SWEEP).stream().anyMatch(t -> t.ended(OutcomeKind.COMPLETED))) {
            code = tell(RangeTestResult.of(plan(trainer), result.view(), measured), terminal);
        } else if (!result.interrupted()) {
            throw new SearchException("no sweep was completed: " + reason(result));
        }
        if (report != null) {
            ReportOptions.write(result, report, terminal);
        }
        return result.interrupted() ? ExitCode.INTERRUPTED : code;
    }

    private Curvature measure(Trainer trainer) {
        if (!trainer.descriptor().can(Capability.CURVATURE)) {
            throw new UsageException(
                    "--curvature: trainer '" + trainer.descriptor().name() + "' gives no gradients");
        }
        Configuration lowest = Configuration.of(new LearningRate(rates.min()));
        try (Gradients gradients = trainer.gradients(lowest, Seeds.of(training.seed, 0))) {
            return CurvatureMeter.of(training.seed).measure(gradients);
        } catch (TrainingException e) {
            throw new SearchException("the curvature cannot be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchException("the measurement of the curvature was interrupted", e);
        }
    }

    private static void note(Curvature found, Search search) {
        search.note(Provenance.STABILITY_WORDS, found.words());
        found.limit().ifPresent(limit -> search.note(Provenance.STABILITY_LIMIT, limit));
    }

    /** A failure where no rate can be suggested. */
    private int tell(RangeTestResult result, Terminal terminal) throws IOException {
        terminal.out().println(SweepWords.of(result));
        if (json != null) {
            JsonReport.write(result, json);
        }
        return result.analysis().interval().isPresent() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static String reason(StudyResult result) {
        return result.view().trials(TrialPurpose.SWEEP).stream()
                .flatMap(t -> t.outcome().stream())
                .findFirst()
                .map(Outcome::reason)
                .orElse("none was begun");
    }

    private static RangeTestResult analyse(List<LearningCurve> curves) {
        try {
            return RangeTestResult.recorded(curves);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    @Override
    public void check(CommandFiles files) {
        files.writes("--json", json);
        files.writes("--report", report);
        if (curve != null) {
            files.reads("--curve", curve);
            files.check();
            if (report != null) {
                throw new IllegalStateException("--report shows sweeps that were run; it cannot go with --curve");
            }
            if (heldOut || noEdge || curvature || sweeps != null || steps != null) {
                throw new IllegalStateException(
                        "--held-out, --no-edge, --curvature, --sweeps and --steps say what to run; they cannot go with --curve");
            }
            analyse(SweepFile.read(curve));
            return;
        }
        rates.check();
        OptionRanges.requireBetween("--sweeps", 1, MOST_SWEEPS, sweeps);
        OptionRanges.requireBetween("--steps", 2, MOST_STEPS, steps);
        training.check(files);
    }

    @Override
    public boolean trains() {
        return curve == null && training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }
}
