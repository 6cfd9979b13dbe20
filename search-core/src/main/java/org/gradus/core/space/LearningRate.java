package org.gradus.core.space;

/**
 * The step length of an optimizer.
 *
 * @param value the rate, in (0, ∞)
 */
public record LearningRate(double value) implements Comparable<LearningRate> {
    public LearningRate {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate must be positive and finite, but was " + value);
        }
    }

    /** The decimal logarithm, the scale on which learning rates are compared. */
    public double log10() {
        return Math.log10(value);
    }

    @Override
    public int compareTo(LearningRate other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Figures.rate(value);
    }
}
