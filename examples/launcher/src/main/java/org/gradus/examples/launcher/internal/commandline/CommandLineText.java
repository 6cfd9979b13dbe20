package org.gradus.examples.launcher.internal.commandline;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradus.core.store.Secrets;

/** Command lines as people copy them into a shell, without passwords. */
final class CommandLineText {
    /** What no POSIX shell gives a meaning to. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=,@%+-]+");

    private CommandLineText() {}

    /** A program with arguments, each in quotation marks where a shell needs them. */
    static String of(String program, String... arguments) {
        return Secrets.withoutSecrets(Arrays.stream(arguments)
                .map(CommandLineText::quoted)
                .collect(Collectors.joining(" ", program + " ", "")));
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
