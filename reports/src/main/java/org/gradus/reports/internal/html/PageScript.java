package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The scripts of pages: their parts one after the other in one function, where each sees those before it. The function has
 * two parameters: {@code leaving}, a signal that is aborted when its page is replaced, and {@code kept}, what one page leaves
 * to the next.
 */
final class PageScript {
    private static final List<String> REPORT = List.of(
            "looks",
            "selection",
            "charts",
            "axes",
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
            "window",
            "together");
    private static final List<String> COMPARISON =
            List.of("looks", "selection", "charts", "axes", "window", "comparison");
    private static final Supplier<String> PAGE = Suppliers.memoize(() -> function(REPORT));
    private static final Supplier<String> ONCE = Suppliers.memoize(() -> once(PAGE.get()));
    private static final Supplier<String> COMPARED = Suppliers.memoize(() -> once(function(COMPARISON)));
    private static final Supplier<String> LIVE = Suppliers.memoize(
            () -> "(() => {\n'use strict';\nconst drawPage = " + PAGE.get() + ";\n" + part("live") + "})();\n");

    private PageScript() {}

    private static String function(List<String> parts) {
        return parts.stream()
                .map(PageScript::part)
                .collect(Collectors.joining("\n", "(leaving, kept) => {\n'use strict';\n", "}"));
    }

    private static String once(String function) {
        return "(" + function + ")(new AbortController().signal, {});\n";
    }

    private static String part(String name) {
        return ReportPage.resource("script/" + name + ".js");
    }

    /** Draws a report once. */
    static String source() {
        return ONCE.get();
    }

    /** Draws a comparison. */
    static String comparison() {
        return COMPARED.get();
    }

    /** Draws a report, and again whenever the study has changed. */
    static String live() {
        return LIVE.get();
    }
}
