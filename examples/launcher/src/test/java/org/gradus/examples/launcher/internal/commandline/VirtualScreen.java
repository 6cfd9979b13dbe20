package org.gradus.examples.launcher.internal.commandline;

import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A terminal without glass: understands the characters and codes that a progress bar needs, and refuses all others. Lines that
 * wrapped are told from lines that ended, and are put together and cut anew when the width changes, as terminals do. A wide
 * character takes a cell and an empty one.
 */
public final class VirtualScreen extends Writer {
    private static final char ESCAPE = '\u001b';
    private static final String BLANK = " ";

    /** A row of the screen; whether the next one goes on with it. */
    private static final class Row {
        private final List<String> cells = new ArrayList<>();
        private boolean wraps;

        private String text() {
            return String.join("", cells).stripTrailing();
        }
    }

    private int columns;
    private int rows;
    private final List<Row> all = new ArrayList<>(List.of(new Row()));
    private int row;
    private int column;
    private boolean wrapping = true;
    private final StringBuilder code = new StringBuilder();
    private boolean coloured;

    public VirtualScreen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    public synchronized Screen.Size size() {
        return new Screen.Size(columns, rows);
    }

    /** All lines that were printed and are left, those that have scrolled away too, without blank ones at the end. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(all.stream().map(Row::text).toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** The number of lines above the cursor. */
    public synchronized int row() {
        return row;
    }

    public synchronized int column() {
        return column;
    }

    /** Whether a line goes on in the next row when it is full. */
    public synchronized boolean wraps() {
        return wrapping;
    }

    /** Whether a part was ever coloured or bold. */
    public synchronized boolean wasColoured() {
        return coloured;
    }

    /** A person changes the width: lines are cut anew, and the cursor stays at its character. */
    public synchronized void resize(int toColumns, int toRows) {
        List<Row> before = new ArrayList<>(all);
        int cursorRow = row;
        int cursorColumn = column;
        all.clear();
        columns = toColumns;
        rows = toRows;
        Row joined = new Row();
        int cursorAt = -1;
        for (int i = 0; i < before.size(); i++) {
            if (i == cursorRow) {
                cursorAt = joined.cells.size() + cursorColumn;
            }
            joined.cells.addAll(before.get(i).cells);
            if (!before.get(i).wraps) {
                int first = all.size();
                cut(joined.cells);
                if (cursorAt >= 0) {
                    row = Math.min(all.size() - 1, first + cursorAt / columns);
                    column = Math.min(columns - 1, cursorAt - (row - first) * columns);
                    cursorAt = -1;
                }
                joined = new Row();
            }
        }
    }

    private void cut(List<String> cells) {
        int from = 0;
        do {
            Row part = new Row();
            int to = Math.min(cells.size(), from + columns);
            part.cells.addAll(cells.subList(from, to));
            part.wraps = to < cells.size();
            all.add(part);
            from = to;
        } while (from < cells.size());
    }

    @Override
    public synchronized void write(char[] text, int from, int length) {
        new String(text, from, length).codePoints().forEach(this::take);
    }

    private void take(int character) {
        if (code.length() > 0 || character == ESCAPE) {
            code.appendCodePoint(character);
            if (code.length() > 2 && Character.isLetter(character)) {
                obey(code.substring(1));
                code.setLength(0);
            }
        } else if (character == '\r') {
            column = 0;
        } else if (character == '\n') {
            // A terminal returns to the first column too, unless it is told otherwise.
            column = 0;
            down();
        } else if (Character.isISOControl(character)) {
            throw new IllegalStateException("unknown control character " + character);
        } else {
            print(Character.toString(character));
        }
    }

    private void down() {
        row++;
        if (row == all.size()) {
            all.add(new Row());
        }
    }

    private void print(String character) {
        int width = TextWidth.of(character);
        if (column + width > columns) {
            if (wrapping) {
                all.get(row).wraps = true;
                column = 0;
                down();
            } else {
                column = columns - width;
            }
        }
        if (width == 0) {
            all.get(row).cells.set(column - 1, all.get(row).cells.get(column - 1) + character);
            return;
        }
        put(character);
        for (int i = 1; i < width; i++) {
            put("");
        }
    }

    private void put(String cell) {
        List<String> cells = all.get(row).cells;
        while (cells.size() <= column) {
            cells.add(BLANK);
        }
        cells.set(column, cell);
        column++;
    }

    private void obey(String command) {
        switch (command) {
            case "[K" -> eraseLine();
            case "[J" -> {
                eraseLine();
                all.subList(row + 1, all.size()).clear();
            }
            case "[?7l" -> wrapping = false;
            case "[?7h" -> wrapping = true;
            case "[0m" -> {}
            case "[1m", "[32m" -> coloured = true;
            default -> {
                if (!command.matches("\\[\\d+A")) {
                    throw new IllegalStateException("unknown code " + command);
                }
                int up = Integer.parseInt(command.substring(1, command.length() - 1));
                if (up > Math.min(row, rows - 1)) {
                    throw new IllegalStateException("the cursor cannot go up by " + up + " from line " + row);
                }
                row -= up;
            }
        }
    }

    private void eraseLine() {
        Row now = all.get(row);
        if (now.cells.size() > column) {
            now.cells.subList(column, now.cells.size()).clear();
        }
        now.wraps = false;
    }

    @Override
    public void flush() {
        // What is written is there at once.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    @Override
    public String toString() {
        return "VirtualScreen" + Arrays.asList(columns, rows) + " " + lines();
    }
}
