package org.gradus.core.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The one formatter of numbers for people: significant digits, never a locale, never a small number printed as zero. */
public final class Figures {
    private static final int SIGNIFICANT = 3;

    private Figures() {}

    /** Formats with three significant digits: {@code 3.2e-3}, {@code 0.861}, {@code 12.5}, {@code NaN}. */
    public static String of(double value) {
        return of(value, SIGNIFICANT);
    }

    /**
     * Formats with a number of significant digits. Magnitudes in [0.01, 10^6) are printed plainly, all others with an
     * exponent.
     *
     * @param significant the digits kept, at least 1
     */
    public static String of(double value, int significant) {
        if (significant < 1) {
            throw new IllegalArgumentException("significant digits must be at least 1, but were " + significant);
        }
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -2 && exponent < 6) {
            return rounded.stripTrailingZeros().toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + exponent;
    }

    /** Formats a learning rate with an exponent at any size, so that a column of rates reads alike: {@code 3.2e-3}. */
    public static String rate(double value) {
        return rate(value, 2);
    }

    /**
     * As {@link #rate(double)}, for rates that lie close together.
     *
     * @param significant the digits kept, at least 1
     */
    public static String rate(double value, int significant) {
        if (!Double.isFinite(value) || value == 0) {
            return of(value, significant);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /**
     * A number of things: {@code 1 epoch}, {@code 0.1 epochs}.
     *
     * @param thing one of them, whose plural ends with s
     */
    public static String counted(double number, String thing) {
        String text =
                number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : of(number);
        return text + " " + (text.equals("1") ? thing : thing + "s");
    }

    /** Formats with a fixed number of decimals, for columns of scores: {@code 0.861}. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
