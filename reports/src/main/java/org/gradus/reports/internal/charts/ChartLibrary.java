package org.gradus.reports.internal.charts;

import com.google.common.base.Suppliers;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The library that draws the charts in the page; see {@code src/main/charts/README.md} for what it is made of. */
public final class ChartLibrary {
    /** The name of the bundle's resource, beside this class. */
    static final String RESOURCE = "echarts.min.js";

    private static final Supplier<String> SOURCE = Suppliers.memoize(ChartLibrary::read);

    private ChartLibrary() {}

    /** The script; it has no end tag in it, so that it may stand in a {@code script} element. */
    public static String source() {
        return SOURCE.get();
    }

    private static String read() {
        try {
            return Resources.toString(Resources.getResource(ChartLibrary.class, RESOURCE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the chart library from the class path", e);
        }
    }
}
