package org.gradus.examples.launcher.internal.commandline;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;

/**
 * How many columns of a screen a text takes: two for a wide character of Unicode's East Asian Width (UAX #11: W and F, by the
 * blocks that hold them), none for one that combines with the one before it, else one. Where terminals differ, as for emoji of
 * several characters, it is the largest.
 */
public final class TextWidth {
    private static final ImmutableRangeSet<Integer> WIDE = ImmutableRangeSet.<Integer>builder()
            .add(Range.closed(0x1100, 0x115f)) // Hangul Jamo
            .add(Range.closed(0x231a, 0x231b)) // watches
            .add(Range.closed(0x2329, 0x232a)) // angle brackets
            .add(Range.closed(0x23e9, 0x23f3)) // buttons and clocks
            .add(Range.closed(0x2600, 0x27bf)) // symbols and dingbats, many of them emoji
            .add(Range.closed(0x2b00, 0x2bff)) // arrows and stars
            .add(Range.closed(0x2e80, 0x303e)) // radicals, ideographic punctuation
            .add(Range.closed(0x3041, 0xa4cf)) // Kana, Bopomofo, ideographs, Yi
            .add(Range.closed(0xa960, 0xa97f)) // Hangul Jamo Extended-A
            .add(Range.closed(0xac00, 0xd7a3)) // Hangul syllables
            .add(Range.closed(0xf900, 0xfaff)) // compatibility ideographs
            .add(Range.closed(0xfe10, 0xfe1f)) // vertical forms
            .add(Range.closed(0xfe30, 0xfe6f)) // compatibility forms
            .add(Range.closed(0xff00, 0xff60)) // full-width forms
            .add(Range.closed(0xffe0, 0xffe6)) // full-width signs
            .add(Range.closed(0x16fe0, 0x1b2ff)) // Tangut, Khitan, Kana
            .add(Range.closed(0x1f000, 0x1faff)) // tiles, cards, emoji
            .add(Range.closed(0x20000, 0x3fffd)) // ideographs
            .build();

    private TextWidth() {}

    /** The columns of a text without control characters. */
    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return WIDE.contains(character) ? 2 : 1;
    }

    /** As much of the beginning of a text as takes at most so many columns. */
    public static String prefix(String text, int columns) {
        int end = 0;
        int taken = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            taken += of(character);
            if (taken > columns) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }
}
