package org.gradus.core.space;

/** How distances within a numeric domain are measured. */
public enum Scale {
    /** Equal differences are equal distances. */
    LINEAR,
    /** Equal ratios are equal distances; the domain must be positive. */
    LOG;

    double forward(double value) {
        return this == LOG ? Math.log(value) : value;
    }

    double backward(double scaled) {
        return this == LOG ? Math.exp(scaled) : scaled;
    }
}
