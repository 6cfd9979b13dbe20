package org.gradus.core.space;

/**
 * A range of whole numbers, both ends included. Each number owns a cell of the unit interval: [n − ½, n + ½] on the
 * domain's scale.
 *
 * @param min the lower end; at least 1 on a log scale
 * @param max the upper end, not below {@code min}; at most 2^53 in magnitude, so that every value is exact as a double
 * @param scale how distances are measured
 */
public record IntegerDomain(long min, long max, Scale scale) implements Domain {
    private static final long EXACT = 1L << 53;

    public IntegerDomain {
        if (min > max) {
            throw new IllegalArgumentException("the lower end of a range must not be above the upper end, but was "
                    + min + " to " + max + "\nMaybe the two ends were swapped.");
        }
        if (min < -EXACT || max > EXACT) {
            throw new IllegalArgumentException("an integer range must lie within ±2^53, but was " + min + " to " + max);
        }
        if (scale == Scale.LOG && min < 1) {
            throw new IllegalArgumentException(
                    "an integer range on a log scale must begin at 1 or above, but was " + min + " to " + max);
        }
    }

    /** How many values the domain has. */
    public long size() {
        return max - min + 1;
    }

    @Override
    public Kind kind() {
        return Kind.INTEGER;
    }

    @Override
    public boolean contains(Object value) {
        return value instanceof Long n && n >= min && n <= max;
    }

    @Override
    public double toUnit(Object value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(value + " is not within " + describe());
        }
        double unit = (scale.forward((Long) value) - low()) / (high() - low());
        return Math.min(1, Math.max(0, unit));
    }

    @Override
    public Long fromUnit(double unit) {
        Domain.requireUnit(unit);
        double value = scale.backward(low() * (1 - unit) + high() * unit);
        return Math.min(max, Math.max(min, Math.round(value)));
    }

    private double low() {
        return scale.forward(min - 0.5);
    }

    private double high() {
        return scale.forward(max + 0.5);
    }

    @Override
    public String describe() {
        return min + " to " + max + (scale == Scale.LOG ? " (whole, log)" : " (whole)");
    }
}
