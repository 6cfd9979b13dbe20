package org.gradus.reports.internal.facts;

import java.util.Locale;

/** The names of figures in tables and exports. */
public final class FigureName {
    private FigureName() {}

    /** The name of a metric on a split, as in objectives: {@code validationAccuracy}. */
    public static String of(String split, String metric) {
        return split + metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1);
    }
}
