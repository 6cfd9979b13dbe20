package org.gradus.reports.internal.words;

import java.util.stream.DoubleStream;
import org.gradus.core.space.Figures;

/**
 * Prints the figures of one column alike: with as many decimals as give its typical figure three significant digits. A
 * figure that these would print as zero, or that is huge, is printed with an exponent instead.
 *
 * @param decimals 0 to {@value #MOST}; negative for an exponent always
 */
record FigureFormat(int decimals) {
    private static final int MOST = 6;
    private static final int SIGNIFICANT = 3;
    private static final double HUGE = 1e6;

    /** The format for these figures; those that are not finite are skipped. */
    static FigureFormat of(DoubleStream figures) {
        return of(figures, SIGNIFICANT);
    }

    /** The format that gives the typical figure {@code significant} significant digits. */
    static FigureFormat of(DoubleStream figures, int significant) {
        double[] sizes = figures.filter(Double::isFinite)
                .map(Math::abs)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        if (sizes.length == 0) {
            return new FigureFormat(significant);
        }
        double typical = sizes[sizes.length / 2];
        int decimals = significant - 1 - (int) Math.floor(Math.log10(typical));
        return new FigureFormat(decimals > MOST || typical >= HUGE ? -1 : Math.max(0, decimals));
    }

    /** This format, with decimals enough to show a distance such as half the width of an interval. */
    FigureFormat showing(double distance) {
        if (decimals < 0 || !(distance > 0 && distance < 1)) {
            return this;
        }
        int needed = (int) Math.ceil(-Math.log10(distance));
        return needed > MOST ? this : new FigureFormat(Math.max(decimals, needed));
    }

    /** This format, with at least {@code fewest} decimals. */
    FigureFormat atLeast(int fewest) {
        return decimals < 0 ? this : new FigureFormat(Math.max(decimals, fewest));
    }

    /** The figure: {@code 0.861}. */
    String of(double figure) {
        if (!Double.isFinite(figure) || decimals < 0) {
            return readable(Figures.of(figure));
        }
        double size = Math.abs(figure);
        boolean vanishes = size > 0 && size < Math.pow(10, -decimals) / 2;
        return readable(size >= HUGE || vanishes ? Figures.of(figure, 2) : Figures.fixed(figure, decimals));
    }

    /** The figure with its sign: {@code +0.023}. */
    String signed(double figure) {
        String text = of(figure);
        return figure > 0 ? "+" + text : text;
    }

    /** An interval: {@code 0.846 to 0.868}. */
    String interval(double low, double high) {
        return of(low) + "\u00a0to\u00a0" + of(high);
    }

    /** With a real minus sign and the symbol of infinity. */
    private static String readable(String text) {
        String words = text.replace("Infinity", "∞");
        return words.startsWith("-") ? "−" + words.substring(1) : words;
    }
}
