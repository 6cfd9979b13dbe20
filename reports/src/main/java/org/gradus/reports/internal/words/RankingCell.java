package org.gradus.reports.internal.words;

/**
 * An entry of the ranking table.
 *
 * @param text what it says
 * @param small what stands smaller below it; may be empty
 * @param key the number it is sorted by; empty where there is none, and where the text is sorted
 * @param style its class in the page's style; may be empty
 */
public record RankingCell(String text, String small, String key, String style) {
    static RankingCell of(String text) {
        return new RankingCell(text, "", "", "");
    }

    /** An entry that is sorted by a number, last where it is NaN. */
    static RankingCell of(String text, double number) {
        return new RankingCell(text, "", Double.isNaN(number) ? "" : Double.toString(number), "");
    }

    RankingCell below(String words) {
        return new RankingCell(text, words, key, style);
    }

    RankingCell styled(String name) {
        return new RankingCell(text, small, key, name);
    }

    /** Whether there is nothing to say. */
    public boolean blank() {
        return small.isEmpty() && (text.isEmpty() || text.equals("–"));
    }
}
