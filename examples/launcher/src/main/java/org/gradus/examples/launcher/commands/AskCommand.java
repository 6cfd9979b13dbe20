package org.gradus.examples.launcher.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gradus.core.engine.AskTell;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a trial to a script that trains it, and begins the study where there is none yet. */
@Command(
        name = "ask",
        description = "Prints the next trial of a study as a line of JSON, for scripts that train by themselves;"
                + " begins the study if it is not in the store.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a trial was printed",
            "1:the study could not be read or written",
            "2:the command line does not fit, or not the study",
            "3:the search is finished: nothing is printed",
            "4:a trial must be told first: nothing is printed, ask again later"
        })
final class AskCommand implements LauncherCommand {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DEFAULT_TRIALS = 16;
    private static final long DEFAULT_SEED = 1;

    /** The bits of a seed that are too many for a floating-point number. */
    private static final int INEXACT_BITS = 11;

    @Mixin
    final StudyChoice choice = new StudyChoice();

    @Mixin
    final SpaceOptions space = new SpaceOptions();

    @Option(
            names = "--objective",
            paramLabel = "OBJECTIVE",
            converter = ObjectiveConverter.class,
            description = "what is told: maximize:accuracy, minimize:loss, ... (default minimize:loss)")
    @Nullable
    Objective objective;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "proposes the configurations: grid, random, bayesian, ... (default " + Extensions.AUTO + ")")
    @Nullable
    String strategy;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            completionCandidates = Extensions.Policies.class,
            description =
                    "decides how long trials train; others than full give a trial several times, and count on the script to"
                            + " keep its model (default full)")
    @Nullable
    String policy;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "how many configurations are tried (default " + DEFAULT_TRIALS + ")")
    @Nullable
    Integer trials;

    @Option(names = "--epochs", paramLabel = "N", description = "how long a full training is (default 1)")
    @Nullable
    Integer epochs;

    @Option(
            names = "--steps-per-epoch",
            paramLabel = "N",
            description = "by which curves that are told count their steps (default 1)")
    @Nullable
    Integer stepsPerEpoch;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "everything random follows from it (default " + DEFAULT_SEED + ")")
    @Nullable
    Long seed;

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "how long the trial is reserved: if no result was told by then, the next ask gives it again"
                    + " (default 24h)")
    Duration lease = Duration.ofDays(1);

    @Override
    public void check(CommandFiles files) {
        space.check(files);
        OptionRanges.requireBetween("--trials", 1, Integer.MAX_VALUE, trials);
        OptionRanges.requireBetween("--epochs", 1, Integer.MAX_VALUE, epochs);
        OptionRanges.requireBetween("--steps-per-epoch", 1, Integer.MAX_VALUE, stepsPerEpoch);
        if (lease.isZero() || lease.isNegative()) {
            throw new IllegalArgumentException("--lease must be positive, but was " + lease);
        }
        Optional.ofNullable(strategy).ifPresent(Extensions::strategy);
        Optional.ofNullable(policy).ifPresent(Extensions::policy);
        choice.check(files);
    }

    @Override
    public int run(Terminal terminal) {
        Optional<StudyRecord> there = choice.find();
        there.ifPresent(this::requireSame);
        try (AskTell search = there.map(
                        study -> AskTell.resume(choice.store, study.id().value(), lease))
                .orElseGet(() -> begin(terminal))) {
            Optional<AskTell.Asked> asked = search.ask();
            asked.ifPresent(trial -> terminal.out().println(line(search, trial)));
            if (asked.isPresent()) {
                return ExitCode.OK;
            }
            return search.isFinished() ? ExitCode.FINISHED : ExitCode.WAIT;
        }
    }

    private AskTell begin(Terminal terminal) {
        String wantedPolicy = Objects.requireNonNullElse(policy, "full");
        AskTell.Builder builder = AskTell.of(space.space())
                .named(choice.newName())
                .strategy(Extensions.plan(Objects.requireNonNullElse(strategy, Extensions.AUTO), wantedPolicy))
                .trials(Objects.requireNonNullElse(trials, DEFAULT_TRIALS))
                .epochs(Objects.requireNonNullElse(epochs, 1))
                .stepsPerEpoch(Objects.requireNonNullElse(stepsPerEpoch, 1))
                .seed(Objects.requireNonNullElse(seed, DEFAULT_SEED))
                .store(choice.store)
                .lease(lease)
                .note(Provenance.COMMAND, terminal.command());
        Optional.ofNullable(objective).ifPresent(builder::objective);
        if (!wantedPolicy.equals("full")) {
            builder.holdsModels();
        }
        try {
            return builder.start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }

    /** Refuses options that describe another study than the one which is there; those that are left out are as they were. */
    private void requireSame(StudyRecord study) {
        Said said = new Said(study);
        said.require("its space", space.given() ? space.space() : null, study.space());
        said.require("its objective", objective, study.objective());
        said.require(
                "its strategy",
                Extensions.AUTO.equals(strategy) ? null : strategy,
                study.settings().strategy());
        said.require(
                "its policy",
                Extensions.AUTO.equals(policy) ? null : policy,
                study.settings().policy());
        said.require("the number of its trials", trials, study.budget().trials().orElse(0));
        said.require("the number of its epochs", epochs, study.budget().epochs());
        said.require("its seed", seed, study.settings().seed());
    }

    /** What a command line says of a study that is there. */
    private record Said(StudyRecord study) {
        void require(String what, @Nullable Object wanted, Object there) {
            if (wanted != null && !wanted.equals(there)) {
                throw new UsageException("study '" + study.id() + "' is in the store already, and " + what + " was "
                        + there + ", not " + wanted
                        + "\nMaybe leave the option out, or give the new study another name with --study.");
            }
        }
    }

    private static String line(AskTell search, AskTell.Asked asked) {
        ObjectNode line = MAPPER.createObjectNode()
                .put("study", search.study().id().value())
                .put("trial", asked.trial().id().number())
                .put("purpose", asked.trial().purpose().word());
        ObjectNode configuration = line.putObject("configuration");
        for (Map.Entry<String, Object> value : asked.configuration().values().entrySet()) {
            configuration.putPOJO(value.getKey(), value.getValue());
        }
        line.putObject("seeds")
                .put("init", asked.trial().plan().seeds().init() >>> INEXACT_BITS)
                .put("data", asked.trial().plan().seeds().data() >>> INEXACT_BITS);
        return line.put("fromEpoch", asked.fromEpoch())
                .put("untilEpoch", asked.untilEpoch())
                .toString();
    }
}
