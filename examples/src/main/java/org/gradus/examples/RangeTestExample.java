package org.gradus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.diagnosis.SweepAnalyser;
import org.gradus.core.diagnosis.SweepAnalysis;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.Launcher;
import org.gradus.examples.launcher.LauncherCommand;
import org.gradus.examples.launcher.Options;
import org.gradus.examples.launcher.OutputFile;
import org.gradus.examples.launcher.Searches;
import org.gradus.examples.launcher.Terminal;
import org.gradus.examples.launcher.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A learning-rate range test: the rate climbs through a wide range, and the losses say where training is possible. */
@Command(
        name = "range-test",
        description = "Sweeps the learning rate and names the interval worth training with;"
                + " or analyses sweeps done elsewhere.")
public final class RangeTestExample implements LauncherCommand {
    /** Steps enough for a smooth curve. */
    private static final int STEPS_PER_DECADE = 12;

    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final RateOptions rates = new RateOptions(1e-7, 10);

    @Option(names = "--sweeps", paramLabel = "N", description = "how many sweeps (default ${DEFAULT-VALUE})")
    int sweeps = 3;

    @Option(names = "--steps", paramLabel = "N", description = "steps of a sweep (default: 12 a decade)")
    @Nullable
    Integer steps;

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

    public static void main(String[] args) {
        Launcher.main(new RangeTestExample(), args);
    }

    /** The sweeps; what to copy. */
    Search search() {
        Search search = Search.of(training.trainer())
                .named("range-test-" + training.name())
                .learningRate(rates.min(), rates.max())
                .strategy(new SweepsOnly(sweep(), sweeps))
                .policy(new FullBudget())
                .trials(1)
                .seed(training.seed);
        training.notes().forEach(search::note);
        return search;
    }

    private Sweep sweep() {
        double decades = Math.log10(rates.max() / rates.min());
        return new Sweep(
                rates.min(), rates.max(), steps == null ? (int) Math.ceil(STEPS_PER_DECADE * decades) + 1 : steps);
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        SweepAnalysis analysis = curve == null ? sweep(terminal) : analyse(SweepFile.read(curve));
        terminal.out().println(words(analysis));
        if (json != null) {
            SweepJson.write(analysis, json);
        }
        return terminal.interruption().happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private SweepAnalysis sweep(Terminal terminal) {
        training.announce(terminal);
        StudyResult result = Searches.run(search(), terminal);
        SweepAnalysis analysis = analyse(curves(result));
        if (report != null) {
            ReportOptions.write(result, report, terminal);
        }
        return analysis;
    }

    static List<LearningCurve> curves(StudyResult result) {
        return result.view().trials(TrialPurpose.SWEEP).stream()
                .map(Trial::curve)
                .toList();
    }

    private static SweepAnalysis analyse(List<LearningCurve> curves) {
        try {
            return SweepAnalyser.analyse(curves);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    static String words(SweepAnalysis analysis) {
        TextTable table = new TextTable("landmark", "rate", "over the sweeps", "meaning");
        add(table, "lrLearn", analysis.learn(), "the loss has begun to fall");
        add(table, "lrSteep", analysis.steep(), "the loss falls most steeply");
        add(table, "lrMin", analysis.min(), "the loss is lowest");
        add(table, "lrUnstable", analysis.unstable(), "half of the fall is lost again");
        StringBuilder text = new StringBuilder(table.toString());
        text.append(String.format(
                "%n%nTrain with a rate between %s and %s.",
                Figures.rate(analysis.interval().low()),
                Figures.rate(analysis.interval().high())));
        analysis.flags()
                .forEach(flag ->
                        text.append(String.format("%nNot sure: %s (%s). %s", flag.words(), flag, flag.advice())));
        return text.toString();
    }

    private static void add(TextTable table, String name, Optional<SweepAnalysis.Landmark> landmark, String meaning) {
        table.add(
                name,
                landmark.map(l -> Figures.rate(l.value())).orElse("none"),
                landmark.map(l -> Figures.rate(l.low()) + " to " + Figures.rate(l.high()))
                        .orElse(""),
                meaning);
    }

    @Override
    public void check() {
        if (json != null) {
            OutputFile.check("--json", json);
        }
        if (report != null) {
            OutputFile.check("--report", report);
        }
        if (curve != null) {
            if (report != null) {
                throw new IllegalStateException("--report shows sweeps that were run; it cannot go with --curve");
            }
            analyse(SweepFile.read(curve));
            return;
        }
        rates.check();
        Options.requireAtLeast("--sweeps", 1, sweeps);
        if (steps != null) {
            Options.requireAtLeast("--steps", 2, steps);
        }
        training.check();
    }

    @Override
    public boolean trains() {
        return curve == null;
    }
}
