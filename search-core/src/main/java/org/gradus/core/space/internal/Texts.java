package org.gradus.core.space.internal;

/**
 * The limits of the texts of a study: names and notes that are too long are refused, texts about a trial are cut. Lengths
 * are in UTF-16 units, as those of {@link String}. Names are well-formed; other texts may be anything.
 */
public final class Texts {
    /** The longest name of a study, parameter, category, metric or note: {@value}. */
    public static final int LONGEST_NAME = 500;

    /** The longest note, or other detail of how a study was run: {@value}. */
    public static final int LONGEST_DETAIL = 1_000_000;

    /** The longest reason for a decision or an end: {@value}; what is longer is cut. */
    public static final int LONGEST_REASON = 10_000;

    /** The longest stack trace: {@value}; what is longer is cut. */
    public static final int LONGEST_STACK_TRACE = 100_000;

    private static final int SHOWN = 40;

    private Texts() {}

    /**
     * Refuses a name that is too long, or that a database or JSON would not keep: one with the character NUL or half a
     * surrogate pair in it.
     *
     * @param what whose name it is, for the message: {@code the name of a parameter}
     * @return the name
     */
    public static String requireName(String what, String name) {
        if (!isWellFormed(name) || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException(what + " must not contain NUL or an unpaired surrogate,"
                    + " but was '" + name.substring(0, Math.min(name.length(), SHOWN)) + "'\nMaybe it was read in"
                    + " another encoding than it was written in.");
        }
        return requireAtMost(LONGEST_NAME, what, name);
    }

    /**
     * Refuses a text that is too long.
     *
     * @param longest its greatest length
     * @param what the text, for the message
     * @return the text
     */
    public static String requireAtMost(int longest, String what, String text) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    what + " must have at most " + longest + " characters, but '" + text.substring(0, end(text, SHOWN))
                            + "...' has " + text.length() + "\nMaybe choose a shorter one.");
        }
        return text;
    }

    /**
     * The text itself, or as much of it as fits before a mark that says how long it was.
     *
     * @param longest the greatest length of the result, mark included; at least 100
     */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String mark = "... (cut: there were " + text.length() + " characters)";
        return text.substring(0, end(text, longest - mark.length())) + mark;
    }

    /** A place to cut at that is not within a surrogate pair. */
    private static int end(String text, int length) {
        return Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    /** Whether a text can be written in UTF-8: each half of a surrogate pair is beside the other. */
    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
