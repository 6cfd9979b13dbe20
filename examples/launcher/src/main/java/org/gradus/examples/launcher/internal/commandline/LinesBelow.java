package org.gradus.examples.launcher.internal.commandline;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.List;

/**
 * Lines that are drawn again in place, below those that are printed. Between two drawings the cursor rests at the beginning of
 * the first of them: so whatever a change of the screen's size does to them, all that is below the cursor is theirs, and may be
 * erased. While they are drawn, nothing wraps at the end of a line. Thread-safe.
 */
public final class LinesBelow implements AutoCloseable {
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    /** Erases lines that a process which was killed has left, where the cursor is at their beginning. */
    static final String ERASE = "\r" + WRAP + ERASE_BELOW;

    private final PrintWriter out;
    private final boolean hasColours;
    private ImmutableList<StyledText> lines = ImmutableList.of();
    private int columns;
    private boolean closed;

    public LinesBelow(PrintWriter out, boolean hasColours) {
        this.out = out;
        this.hasColours = hasColours;
    }

    /** Prints a line above. */
    public synchronized void say(String line) {
        if (closed) {
            out.println(line);
            return;
        }
        write((lines.isEmpty() ? "" : ERASE) + line + System.lineSeparator() + drawing());
    }

    /** Draws these lines instead of those before, cut where they do not fit beside each other and the edge of the screen. */
    public synchronized void show(List<StyledText> next, Screen.Size size) {
        if (closed) {
            return;
        }
        lines = ImmutableList.copyOf(next.subList(0, Math.min(next.size(), size.rows())));
        // In the last column some terminals erase what they have just printed there.
        columns = size.columns() - 1;
        write(lines.isEmpty() ? ERASE : drawing());
    }

    /** Leaves the lines where they are, with the cursor below them; from then on nothing is drawn. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (!lines.isEmpty()) {
                write(text() + System.lineSeparator());
            }
        }
    }

    private String drawing() {
        if (lines.isEmpty()) {
            return "";
        }
        int up = lines.size() - 1;
        return text() + "\r" + (up == 0 ? "" : "\u001b[" + up + "A");
    }

    /** The lines; the cursor is then in the last of them. */
    private String text() {
        StringBuilder text = new StringBuilder("\r" + NO_WRAP);
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : ERASE_LINE + "\r\n");
            text.append(lines.get(i).printed(columns, hasColours));
        }
        return text.append(ERASE_BELOW + WRAP).toString();
    }

    /** All at once, so that nothing comes between and no half of it is seen. */
    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
