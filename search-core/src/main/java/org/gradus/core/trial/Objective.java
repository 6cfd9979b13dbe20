package org.gradus.core.trial;

import com.google.common.base.Ascii;
import java.util.Map;
import java.util.OptionalDouble;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.internal.Texts;

/**
 * What a search improves: a figure of the validation split and its direction. Inside Gradus lower is better; only this
 * class turns a figure round.
 *
 * @param figure {@code validationLoss}, {@code validationAccuracy}, or {@code validation} followed by the name of another
 *     metric that the trainer reports, its first letter in upper case
 * @param maximize whether higher figures are better
 */
public record Objective(String figure, boolean maximize) {
    private static final String PREFIX = "validation";

    public Objective {
        if (!figure.startsWith(PREFIX)
                || figure.length() == PREFIX.length()
                || !Character.isUpperCase(figure.charAt(PREFIX.length()))) {
            throw new IllegalArgumentException("an objective is a figure of the validation split, such as"
                    + " validationAccuracy or validationLoss, but was '" + figure + "'"
                    + (figure.matches("[a-z][a-z0-9]*") && !figure.startsWith(PREFIX)
                            ? "\nMaybe write " + figureOf(figure) + "."
                            : ""));
        }
        Texts.requireName("the figure of an objective", figure);
    }

    public static Objective maximize(String figure) {
        return new Objective(figure, true);
    }

    public static Objective minimize(String figure) {
        return new Objective(figure, false);
    }

    /** The figure of a metric: {@code validationAccuracy} for {@code accuracy}; the inverse of {@link #metric}. */
    public static String figureOf(String metric) {
        return PREFIX + Ascii.toUpperCase(metric.charAt(0)) + metric.substring(1);
    }

    /** The metric's name in an {@link Evaluation}: {@code accuracy} for {@code validationAccuracy}. */
    public String metric() {
        return switch (figure) {
            // Asked for at every point of a study, so no new string each time.
            case "validationLoss" -> "loss";
            case "validationAccuracy" -> Evaluation.ACCURACY;
            default -> {
                char first = Character.toLowerCase(figure.charAt(PREFIX.length()));
                yield first + figure.substring(PREFIX.length() + 1);
            }
        };
    }

    /** The figure itself at a point, where it was measured. */
    public OptionalDouble figureAt(CurvePoint point) {
        return point.validation().map(e -> e.metric(metric())).orElse(OptionalDouble.empty());
    }

    /** An evaluation with nothing but this figure; the loss, where it is not that figure, is given as 0. */
    public Evaluation evaluation(double figureValue) {
        return metric().equals("loss")
                ? Evaluation.ofLoss(figureValue)
                : new Evaluation(0, Map.of(metric(), figureValue));
    }

    /** A figure as a score, lower is better. */
    public double toScore(double figureValue) {
        return maximize ? -figureValue : figureValue;
    }

    /** A score as the figure that people read; the inverse of {@link #toScore}. */
    public double toFigure(double scoreValue) {
        return maximize ? -scoreValue : scoreValue;
    }

    /** The figure's name for people: {@code validation accuracy}. */
    public String words() {
        return figure.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return (maximize ? "maximize " : "minimize ") + figure;
    }
}
