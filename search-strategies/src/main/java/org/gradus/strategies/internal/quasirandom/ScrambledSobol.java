package org.gradus.strategies.internal.quasirandom;

import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * A Sobol sequence in the unit cube with Owen's nested uniform scrambling: evenly spread and random at once.
 *
 * <p>The unscrambled points are those of Joe and Kuo (2008) as Commons Math computes them. Each coordinate is then
 * scrambled digit by digit (Owen, "Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences", 1995, section 3): whether a
 * binary digit is flipped depends on the seed, the dimension and all digits before it. Scrambling keeps the net
 * property, so each of the 2^k dyadic intervals of length 2^−k holds exactly one of the first 2^k points, in each
 * dimension; and every single point is uniformly distributed over seeds. Equal seeds give equal sequences.
 *
 * <p>The first point of the plain sequence, the origin, needs no skipping: scrambling moves it anywhere. Not
 * thread-safe.
 */
public final class ScrambledSobol {
    /** The largest number of dimensions that Commons Math has direction numbers for. */
    public static final int MAX_DIMENSIONS = 1000;

    /** Commons Math computes 52 binary digits. */
    private static final int DIGITS = 52;

    private final int dimensions;
    private final long seed;
    private final SobolSequenceGenerator plain;
    private long index;

    /**
     * Begins a sequence.
     *
     * @param dimensions from 1 to {@value #MAX_DIMENSIONS}
     * @param seed any number
     */
    public ScrambledSobol(int dimensions, long seed) {
        if (!(dimensions >= 1 && dimensions <= MAX_DIMENSIONS)) {
            throw new IllegalArgumentException("a Sobol sequence has 1 to " + MAX_DIMENSIONS + " dimensions, but "
                    + dimensions + " were asked for");
        }
        this.dimensions = dimensions;
        this.seed = seed;
        this.plain = new SobolSequenceGenerator(dimensions);
    }

    /** The next point, each coordinate in [0, 1). */
    public double[] next() {
        double[] point = plain.nextVector();
        for (int i = 0; i < dimensions; i++) {
            point[i] = scramble(point[i], mix(seed + mix(i + 1L)));
        }
        index++;
        return point;
    }

    /** The next points, in order. */
    public double[][] next(int count) {
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++) {
            points[i] = next();
        }
        return points;
    }

    /** Passes over points until the next one has this index, counted from 0. */
    public ScrambledSobol skipTo(long target) {
        if (target < index) {
            throw new IllegalArgumentException("point " + target + " of the sequence lies behind point " + index);
        }
        for (; index < target; index++) {
            plain.nextVector();
        }
        return this;
    }

    private static double scramble(double coordinate, long key) {
        long digits = (long) (coordinate * 0x1p52);
        long scrambled = 0;
        for (int k = DIGITS - 1; k >= 0; k--) {
            // The leading 1 tells prefixes of different length apart.
            long prefix = (1L << (DIGITS - 1 - k)) | (digits >>> (k + 1));
            long flip = mix(key ^ mix(prefix)) >>> 63;
            scrambled |= (((digits >>> k) & 1) ^ flip) << k;
        }
        return scrambled * 0x1p-52;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): a bijection whose output bits look independent. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
