package org.gradus.core.ranking;

/**
 * Between which scores a true one lies with 95 % probability; NaN at both ends where that cannot be said.
 *
 * @param low the lower end
 * @param high the upper end
 */
record Interval(double low, double high) {
    static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    static Interval around(double centre, double half) {
        return new Interval(centre - half, centre + half);
    }

    /** Widened, where needed, to hold a score. */
    Interval holding(double score) {
        return new Interval(Math.min(low, score), Math.max(high, score));
    }
}
