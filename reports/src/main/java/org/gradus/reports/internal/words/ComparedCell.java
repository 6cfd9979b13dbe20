package org.gradus.reports.internal.words;

/**
 * What a comparison says of one study in one row.
 *
 * @param text the figure or words; a dash where there is none
 * @param note what explains it; may be empty
 * @param style its class in the page's style; may be empty
 */
public record ComparedCell(String text, String note, String style) {
    static final ComparedCell NONE = of("–");

    static ComparedCell of(String text) {
        return of(text, "");
    }

    static ComparedCell of(String text, String note) {
        return new ComparedCell(text, note, "");
    }
}
