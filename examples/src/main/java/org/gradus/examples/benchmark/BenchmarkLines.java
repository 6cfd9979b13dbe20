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
     * Says a value.
     *
     * @param format of the value and its unit, as {@link String#format} has it
     */
    void say(String name, String format, double value) {
        out.println(name + " " + String.format(Locale.ROOT, format, value));
        out.flush();
    }
}
