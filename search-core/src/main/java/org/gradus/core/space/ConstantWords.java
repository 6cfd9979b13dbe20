package org.gradus.core.space;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words that name the constants of an enum, everywhere alike: in reports, in JSON and CSV, on command lines and in
 * configurations. Lower case, with hyphens.
 */
public final class ConstantWords {
    private ConstantWords() {}

    /** The word for a constant: {@code weight-decay} for {@code WEIGHT_DECAY}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant that a word names.
     *
     * @param kind what the constants are, for the message
     * @throws IllegalArgumentException if it names none, with the words that do
     */
    public static <E extends Enum<E>> E find(Class<E> type, String kind, String word) {
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(ConstantWords::of).toList();
        int at = known.indexOf(word);
        if (at < 0) {
            throw new IllegalArgumentException("there is no " + kind + " '" + word + "'; known are "
                    + String.join(known.size() == 2 ? " and " : ", ", known));
        }
        return type.getEnumConstants()[at];
    }
}
