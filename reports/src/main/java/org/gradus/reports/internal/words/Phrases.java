package org.gradus.reports.internal.words;

import java.util.List;
import java.util.Locale;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.Figures;

/** Small phrases that several parts of a report share. */
final class Phrases {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private Phrases() {}

    /** A number and its noun: {@code 1 trial}, {@code 16 trials}. */
    static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }

    /** The first letter in upper case. */
    static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** How bad a diagnosis is, as the page's style names it: {@code good}, {@code notice}, {@code bad}. */
    static String severity(Label label) {
        return ConstantWords.of(label.severity());
    }

    /** {@code a, b and c}. */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /** A duration: {@code 0.4 s}, {@code 3 min 12 s}, {@code 1 h 05 min}. */
    static String duration(long millis) {
        if (millis < 10 * SECOND) {
            return Figures.of(millis / (double) SECOND, 2) + " s";
        }
        long seconds = Math.round(millis / (double) SECOND);
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        }
        return seconds / HOUR + " h " + String.format(Locale.ROOT, "%02d", seconds % HOUR / MINUTE) + " min";
    }

    /** The value of a hyperparameter: {@code 64}, {@code 3.2e-4}, {@code adam}. */
    static String value(Object value) {
        return value instanceof Double real ? Figures.of(real) : value.toString();
    }

    /** Epochs, begun ones as decimals: {@code 92}, {@code 92.4}. */
    static String epochs(double epochs) {
        return epochs == Math.rint(epochs) ? Long.toString((long) epochs) : Figures.fixed(epochs, 1);
    }
}
