package org.gradus.core.store;

/**
 * The words of a text, one after the other: separated by white space, or between quotation marks as a shell or JSON writes
 * them. Such a word may hold white space, and {@code '\''} where a shell writes an apostrophe. Takes time in proportion to
 * the length of the text. For one thread.
 */
final class QuotedWords {
    private static final String ESCAPED = "'\\''";

    private final String text;
    private int gapStart;
    private int start;
    private int end;
    private boolean isQuoted;

    /** From here on no quotation is closed any more: for single and for double marks. */
    private final int[] noneFrom = {Integer.MAX_VALUE, Integer.MAX_VALUE};

    QuotedWords(String text) {
        this.text = text;
    }

    /** Goes to the next word; false after the last. */
    boolean advance() {
        gapStart = end;
        start = isQuoted ? end + 1 : end;
        isQuoted = false;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start == text.length()) {
            end = start;
            return false;
        }
        int close = closing(start);
        isQuoted = close >= 0;
        if (isQuoted) {
            start++;
            end = close;
        } else {
            end = endOfPlain();
        }
        return true;
    }

    /** What stands between the word before and this one: white space and quotation marks. */
    String gap() {
        return text.substring(gapStart, start);
    }

    String word() {
        return text.substring(start, end);
    }

    private boolean isMark(int at) {
        return text.charAt(at) == '\'' || text.charAt(at) == '"';
    }

    private int endOfPlain() {
        int at = start + 1;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && closing(at) < 0) {
            at++;
        }
        return at;
    }

    /** Where the quotation that begins there ends; -1 if none does. */
    private int closing(int at) {
        if (!isMark(at) || !mayOpen(at)) {
            return -1;
        }
        char mark = text.charAt(at);
        int kind = mark == '\'' ? 0 : 1;
        for (int i = at + 1; i < Math.min(text.length(), noneFrom[kind]); i++) {
            if (mark == '\'' && text.startsWith(ESCAPED, i)) {
                i += ESCAPED.length() - 1;
            } else if (mark == '"' && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == mark && mayClose(i)) {
                return i;
            }
        }
        noneFrom[kind] = Math.min(noneFrom[kind], at);
        return -1;
    }

    private boolean mayOpen(int at) {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1)) || "=:([{,".indexOf(text.charAt(at - 1)) >= 0;
    }

    private boolean mayClose(int at) {
        return at + 1 == text.length()
                || Character.isWhitespace(text.charAt(at + 1))
                || ",)]}".indexOf(text.charAt(at + 1)) >= 0
                || text.startsWith("\":", at);
    }
}
