package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The script of the page: its parts one after the other in one function, where each sees those before it. The function has
 * two parameters: {@code leaving}, a signal that is aborted when its page is replaced, and {@code kept}, what one page leaves
 * to the next.
 */
final class PageScript {
    private static final List<String> PARTS = List.of(
            "looks",
            "selection",
            "charts",
            "scores",
            "curves",
            "sweeps",
            "slices",
            "parallel",
            "cost",
            "tables",
            "filters",
            "ranking",
            "copy",
            "together");
    private static final Supplier<String> PAGE = Suppliers.memoize(() -> PARTS.stream()
            .map(PageScript::part)
            .collect(Collectors.joining("\n", "(leaving, kept) => {\n'use strict';\n", "}")));
    private static final Supplier<String> ONCE =
            Suppliers.memoize(() -> "(" + PAGE.get() + ")(new AbortController().signal, {});\n");
    private static final Supplier<String> LIVE = Suppliers.memoize(
            () -> "(() => {\n'use strict';\nconst drawPage = " + PAGE.get() + ";\n" + part("live") + "})();\n");

    private PageScript() {}

    private static String part(String name) {
        return ReportPage.resource("script/" + name + ".js");
    }

    /** Draws the page once. */
    static String source() {
        return ONCE.get();
    }

    /** Draws the page, and again whenever the study has changed. */
    static String live() {
        return LIVE.get();
    }
}
