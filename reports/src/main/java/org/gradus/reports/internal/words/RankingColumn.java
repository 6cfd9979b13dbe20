package org.gradus.reports.internal.words;

import org.gradus.core.space.ConstantWords;

/**
 * A column of the ranking table.
 *
 * @param head what stands above it
 * @param kind how it is sorted and filtered
 * @param style its class in the page's style; may be empty
 * @param width the length of its longest entry, in characters, within bounds
 */
public record RankingColumn(String head, Kind kind, String style, int width) {
    private static final int NARROWEST = 3;
    private static final int WIDEST = 22;

    public RankingColumn {
        width = Math.min(WIDEST, Math.max(NARROWEST, width));
    }

    /** How a column is sorted and filtered. */
    public enum Kind {
        /** By the number behind its entries. */
        NUMBER,
        /** By name; few names. */
        CHOICE,
        /** By its text. */
        TEXT;

        /** As the page's script names it: {@code number}. */
        public String word() {
            return ConstantWords.of(this);
        }
    }

    /** Whether its entries stand at the right, as numbers do. */
    public boolean right() {
        return kind == Kind.NUMBER;
    }
}
