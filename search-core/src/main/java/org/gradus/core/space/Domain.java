package org.gradus.core.space;

/** The values that one parameter may take, and their places in the unit interval. */
public sealed interface Domain permits RealDomain, IntegerDomain, CategoricalDomain {
    /** Which of the permitted domains this is; Java 17 has no switch over sealed types. */
    Kind kind();

    /** Whether the value belongs to this domain. */
    boolean contains(Object value);

    /**
     * The place of a value in [0, 1]; a value with a cell of its own (integer, category) lies at its middle.
     *
     * @throws IllegalArgumentException if the value is not of this domain
     */
    double toUnit(Object value);

    /**
     * The value at a place. {@code fromUnit(toUnit(v))} equals {@code v} for categories and for integers up to 2^40 in
     * magnitude, and to rounding for reals and greater integers; the result always belongs to the domain.
     *
     * @param unit in [0, 1]
     */
    Object fromUnit(double unit);

    /** The domain in words, such as {@code 1e-5 to 1 (log)}. */
    String describe();

    /** The kinds of domain. */
    enum Kind {
        REAL,
        INTEGER,
        CATEGORICAL
    }

    /** Refuses a place outside the unit interval, NaN included. */
    static double requireUnit(double unit) {
        if (!(unit >= 0 && unit <= 1)) {
            throw new IllegalArgumentException("a place in the unit interval must be in [0, 1], but was " + unit);
        }
        return unit;
    }
}
