package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Results in lines of a fixed form, for people and programs: the name, the value and its unit, the same in every country.
 *
 * @param out where they go
 */
record BenchmarkLines(PrintWriter out) {
    /**
     * Says values.
     *
     * @param format of the values and their units, as {@link String#format} has it
     */
    void say(String name, String format, Object... values) {
        out.println(name + " " + String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
