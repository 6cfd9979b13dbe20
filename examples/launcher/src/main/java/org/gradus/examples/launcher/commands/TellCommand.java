package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.engine.AskTell;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.examples.launcher.internal.sweeps.ToldCurveFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes what came of a trial that a script has asked for. */
@Command(
        name = "tell",
        description =
                "Records what came of a trial that was asked for. A trial is told once; what cannot be recorded is"
                        + " refused, and the trial can be told again.")
final class TellCommand implements LauncherCommand {
    /** Nothing is asked for here. */
    private static final Duration UNUSED_LEASE = Duration.ofDays(1);

    @Mixin
    final StudyChoice choice = new StudyChoice();

    @Option(
            names = "--trial",
            required = true,
            paramLabel = "N",
            description = "the number of the trial, as it was asked for")
    int trial;

    @Option(names = "--score", paramLabel = "X", description = "the objective's figure after the last epoch")
    @Nullable
    Double score;

    @Option(
            names = "--curve",
            paramLabel = "FILE.csv",
            description =
                    "the learning curve: columns epoch or step, loss, the objective's metric, maybe others and train_loss")
    @Nullable
    Path curve;

    @Option(
            names = "--failed",
            paramLabel = "REASON",
            description = "the training failed, for no fault of its configuration")
    @Nullable
    String failed;

    @Option(names = "--diverged", description = "the training diverged: a result, from which strategies learn")
    boolean diverged;

    @Override
    public void check(CommandFiles files) {
        OptionRanges.requireAtLeast("--trial", 1, trial);
        List<String> ends = GivenOptions.of("--score", score)
                .and("--failed", failed)
                .and("--diverged", diverged)
                .names();
        if (ends.size() > 1) {
            GivenOptions.refuse(ends, "cannot go together: a trial has one result");
        }
        if (ends.isEmpty() && curve == null) {
            throw new IllegalStateException("what came of trial " + trial
                    + "?\nMaybe --score X, --curve FILE.csv, --failed REASON or --diverged is missing.");
        }
        if (score != null && curve != null) {
            throw new IllegalStateException("--score and --curve cannot go together: the curve ends with the score");
        }
        if (score != null && !Double.isFinite(score)) {
            throw new IllegalArgumentException(
                    "--score must be finite, but was " + score + "\nMaybe --diverged is meant.");
        }
        if (failed != null && failed.isBlank()) {
            throw new IllegalArgumentException("--failed must give a reason, but is blank");
        }
        if (curve != null) {
            files.reads("--curve", curve);
        }
        choice.check(files);
    }

    @Override
    public int run(Terminal terminal) {
        StudyRecord study = choice.require();
        Optional<ToldCurveFile> points = Optional.ofNullable(curve).map(ToldCurveFile::read);
        try (AskTell search = AskTell.resume(choice.store, study.id().value(), UNUSED_LEASE)) {
            AskTell.Asked asked = search.asked(trial);
            tell(asked, points.map(file -> file.points(asked.trial(), study.objective())));
            Trial told = search.view().trial(asked.trial().id());
            terminal.out().println(words(told, search));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
        return ExitCode.OK;
    }

    private void tell(AskTell.Asked asked, Optional<List<CurvePoint>> points) {
        String reason = "the program that trained it says so";
        if (score != null) {
            asked.tell(score);
        } else if (failed != null) {
            String why = failed;
            points.ifPresentOrElse(seen -> asked.failed(seen, why), () -> asked.failed(why));
        } else if (diverged) {
            points.ifPresentOrElse(seen -> asked.diverged(seen, reason), () -> asked.diverged(reason));
        } else {
            asked.tell(points.orElseThrow());
        }
    }

    private static String words(Trial told, AskTell search) {
        String state = told.outcome()
                .map(outcome -> outcome.kind().word())
                .orElse("trained until epoch " + told.epochsTrained());
        String best = search.best()
                .map(StudyView.BestSoFar::trial)
                .flatMap(id -> search.view().trial(id).finalScore())
                .map(s -> "; best " + search.study().objective().words() + " "
                        + Figures.of(search.study().objective().toFigure(s.value())))
                .orElse("");
        return told.id() + ": " + state + best;
    }
}
