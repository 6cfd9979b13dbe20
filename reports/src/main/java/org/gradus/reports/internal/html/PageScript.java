package org.gradus.reports.internal.html;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.util.List;
import java.util.stream.Collectors;

/** The script of the page: its parts one after the other in one function, where each sees those before it. */
final class PageScript {
    private static final List<String> PARTS = List.of(
            "looks", "selection", "charts", "scores", "curves", "sweeps", "slices", "parallel", "cost", "tables", "filters", "ranking", "copy", "together");
    private static final Supplier<String> SOURCE = Suppliers.memoize(() -> PARTS.stream()
            .map(part -> ReportPage.resource("script/" + part + ".js"))
            .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n")));

    private PageScript() {}

    static String source() {
        return SOURCE.get();
    }
}
