package org.gradus.trainers.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;

/**
 * The first difference of two curves that must be equal, in words.
 *
 * @param first when the one was measured, such as {@code before}
 * @param second when the other was
 * @param advice what is often the cause; a sentence
 */
record CurveDifference(String first, String second, String advice) {
    /** As many digits tell any two numbers apart. */
    private static final int MOST_DIGITS = 17;

    private static final int FEWEST_DIGITS = 4;

    /** The first point that differs; empty if the curves are equal. */
    Optional<String> of(List<CurvePoint> one, List<CurvePoint> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            Optional<String> found = of(one.get(i), other.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return one.size() == other.size()
                ? Optional.empty()
                : words("number of points", Integer.toString(one.size()), Integer.toString(other.size()));
    }

    private Optional<String> of(CurvePoint one, CurvePoint other) {
        if (one.equals(other)) {
            return Optional.empty();
        }
        if (one.step() != other.step()) {
            return words("step of a point", Long.toString(one.step()), Long.toString(other.step()));
        }
        String at = " of step " + one.step();
        return numbers("loss" + at, one.batchLoss(), other.batchLoss())
                .or(() -> numbers("rate" + at, one.learningRate(), other.learningRate()))
                .or(() -> evaluations("validation", at, one.validation(), other.validation()))
                .or(() -> evaluations("training", at, one.train(), other.train()));
    }

    private Optional<String> evaluations(
            String split, String at, Optional<Evaluation> one, Optional<Evaluation> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.equals(other)
                    ? Optional.empty()
                    : words("evaluation on the " + split + " data" + at, presence(one), presence(other));
        }
        return of(split, at, one.get(), other.get());
    }

    /** The first figure that differs. */
    Optional<String> of(String split, String at, Evaluation one, Evaluation other) {
        Optional<String> found = numbers(split + " loss" + at, one.loss(), other.loss());
        for (Map.Entry<String, Double> metric : new TreeMap<>(one.metrics()).entrySet()) {
            found = found.or(() -> numbers(
                    split + " " + metric.getKey() + at,
                    metric.getValue(),
                    other.metric(metric.getKey()).orElse(Double.NaN)));
        }
        return found;
    }

    private static String presence(Optional<Evaluation> evaluation) {
        return evaluation.isPresent() ? "there" : "missing";
    }

    /** Two numbers, with as few digits as tell them apart. */
    private Optional<String> numbers(String name, double one, double other) {
        if (Double.compare(one, other) == 0) {
            return Optional.empty();
        }
        for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
            String a = number(one, digits);
            String b = number(other, digits);
            if (!a.equals(b)) {
                return words(name, a, b);
            }
        }
        return words(name, Double.toString(one), Double.toString(other));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "g", value);
    }

    private Optional<String> words(String name, String one, String other) {
        return Optional.of(name + ": " + one + " " + first + ", " + other + " " + second + "\nMaybe " + advice);
    }
}
