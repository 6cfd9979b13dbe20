package org.gradus.examples.launcher.internal.commandline;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options and the command {@code help} that every command has.
 *
 * @param isQuiet whether progress is not shown
 * @param isVerbose whether the log says everything
 */
record CommonOptions(boolean isQuiet, boolean isVerbose) {
    private static final String HELP = "--help";
    private static final String QUIET = "--quiet";
    private static final String VERBOSE = "--verbose";
    private static final int USAGE_WIDTH = 110;

    /** Adds them to a command and those below it. */
    static void addTo(CommandLine line) {
        line.setUsageHelpWidth(USAGE_WIDTH);
        CommandSpec spec = line.getCommandSpec();
        if (spec.findOption(HELP) == null) {
            spec.addOption(OptionSpec.builder("-h", HELP)
                    .usageHelp(true)
                    .description("show this")
                    .build());
        }
        line.getSubcommands().values().forEach(CommonOptions::addTo);
        if (spec.userObject() instanceof LauncherCommand) {
            spec.addOption(flag("-q", QUIET, "show results and problems alone, no progress"));
            spec.addOption(flag("-v", VERBOSE, "show what the log has to say in detail"));
        } else {
            line.addSubcommand(new CommandLine.HelpCommand());
        }
    }

    private static OptionSpec flag(String letter, String name, String description) {
        return OptionSpec.builder(letter, name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** What was given to a command. */
    static CommonOptions of(ParseResult parsed) {
        return new CommonOptions(parsed.hasMatchedOption(QUIET), parsed.hasMatchedOption(VERBOSE));
    }

    /** Sets what the log of Gradus says: warnings alone if quiet, everything if verbose. */
    void setLogLevel() {
        if ((isQuiet || isVerbose) && LoggerFactory.getLogger("org.gradus") instanceof Logger logger) {
            logger.setLevel(isQuiet ? Level.WARN : Level.DEBUG);
        }
    }

    /** Refuses both at once. */
    void check() {
        if (isQuiet && isVerbose) {
            throw new IllegalStateException(QUIET + " and " + VERBOSE + " cannot go together");
        }
    }
}
