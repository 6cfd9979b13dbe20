package org.gradus.examples.launcher.internal.commandline;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A line of text for a screen, parts of which stand out. It has no control characters: those are shown as '?'. Immutable. */
public final class StyledText {
    /** How a part looks; where colours are not wanted, all parts look alike. */
    public enum Style {
        PLAIN(""),
        STRONG("\u001b[1m"),
        GREEN("\u001b[32m");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** The empty line. */
    public static final StyledText EMPTY = new StyledText(List.of());

    private static final String PLAIN_AGAIN = "\u001b[0m";
    private static final String ELLIPSIS = "...";

    private record Part(String text, Style style) {}

    private final ImmutableList<Part> parts;

    private StyledText(List<Part> parts) {
        this.parts = ImmutableList.copyOf(parts);
    }

    /** A plain line. */
    public static StyledText of(String text) {
        return EMPTY.plus(text);
    }

    /** This line, and plain text behind it. */
    public StyledText plus(String text) {
        return plus(text, Style.PLAIN);
    }

    /** This line, and text behind it. */
    public StyledText plus(String text, Style style) {
        return new StyledText(ImmutableList.<Part>builder()
                .addAll(parts)
                .add(new Part(printable(text), style))
                .build());
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> '?';
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** How many columns it takes. */
    public int columns() {
        return parts.stream().mapToInt(part -> TextWidth.of(part.text())).sum();
    }

    /**
     * The line as it is printed, cut with an ellipsis where it is too long.
     *
     * @param columns the most that it may take, 0 or more
     */
    public String printed(int columns, boolean hasColours) {
        boolean cut = columns() > columns;
        String end = cut ? TextWidth.prefix(ELLIPSIS, columns) : "";
        int left = cut ? columns - end.length() : columns;
        StringBuilder printed = new StringBuilder();
        for (Part part : parts) {
            String text = TextWidth.prefix(part.text(), left);
            boolean isStyled = hasColours && part.style() != Style.PLAIN && !text.isEmpty();
            printed.append(isStyled ? part.style().code + text + PLAIN_AGAIN : text);
            if (text.length() < part.text().length()) {
                break;
            }
            left -= TextWidth.of(text);
        }
        return printed.append(end).toString();
    }
}
