package org.gradus.examples.launcher.commands;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.core.trial.Objective;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an objective: {@code validation-accuracy}, {@code validation-loss}, or {@code maximize:} or {@code minimize:} with a
 * metric of the validation data, whose name may begin with {@code validation-}.
 */
final class ObjectiveConverter implements ITypeConverter<Objective> {
    private static final Pattern FORM = Pattern.compile("(maximize|minimize):(?:validation-)?([a-z][A-Za-z0-9._-]*)");

    @Override
    public Objective convert(String text) {
        switch (text) {
            case "validation-accuracy" -> {
                return Objective.maximize("validationAccuracy");
            }
            case "validation-loss" -> {
                return Objective.minimize("validationLoss");
            }
            default -> {
                return other(text);
            }
        }
    }

    private static Objective other(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no objective such as validation-loss, validation-accuracy,"
                            + " maximize:f1 or minimize:loss; a metric begins with a lower-case letter");
        }
        return new Objective(
                Objective.figureOf(matcher.group(2)), matcher.group(1).equals("maximize"));
    }

    /** The objective as it is written on a command line. */
    static String words(Objective objective) {
        return (objective.maximize() ? "maximize:" : "minimize:") + objective.metric();
    }
}
