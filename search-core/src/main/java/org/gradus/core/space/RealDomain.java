package org.gradus.core.space;

/**
 * An interval of real numbers, both ends included.
 *
 * @param min the lower end, finite; positive on a log scale
 * @param max the upper end, finite, above {@code min}; on a linear scale the width is finite too
 * @param scale how distances are measured
 */
public record RealDomain(double min, double max, Scale scale) implements Domain {
    public RealDomain {
        if (!(Double.isFinite(min) && Double.isFinite(max))) {
            throw new IllegalArgumentException("a range must be finite, but was " + min + " to " + max);
        }
        if (!(min < max)) {
            throw new IllegalArgumentException("the lower end of a range must be below the upper end, but was " + min
                    + " to " + max + (min > max ? "\nMaybe the two ends were swapped." : ""));
        }
        if (scale == Scale.LOG && !(min > 0)) {
            throw new IllegalArgumentException(
                    "a range on a log scale must be positive, but was " + min + " to " + max);
        }
        if (scale == Scale.LINEAR && !Double.isFinite(max - min)) {
            throw new IllegalArgumentException("a range must have a finite width, but was " + min + " to " + max);
        }
    }

    @Override
    public Kind kind() {
        return Kind.REAL;
    }

    @Override
    public boolean contains(Object value) {
        return value instanceof Double d && d >= min && d <= max;
    }

    @Override
    public double toUnit(Object value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(value + " is not within " + describe());
        }
        double low = scale.forward(min);
        double unit = (scale.forward((Double) value) - low) / (scale.forward(max) - low);
        return Double.isNaN(unit) ? 0.5 : Math.min(1, Math.max(0, unit));
    }

    @Override
    public Double fromUnit(double unit) {
        Domain.requireUnit(unit);
        if (unit == 0 || unit == 1) {
            return unit == 0 ? min : max;
        }
        double low = scale.forward(min);
        double high = scale.forward(max);
        double value = scale.backward(low * (1 - unit) + high * unit);
        return Math.min(max, Math.max(min, value));
    }

    @Override
    public String describe() {
        return Figures.of(min) + " to " + Figures.of(max) + (scale == Scale.LOG ? " (log)" : "");
    }
}
