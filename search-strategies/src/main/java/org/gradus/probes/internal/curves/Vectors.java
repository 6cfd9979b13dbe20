package org.gradus.probes.internal.curves;

/**
 * Products of vectors. Commons Math's vectors have no product of prefixes, which a Cholesky factorization consists of, and
 * {@code MathArrays.linearCombination} carries twice the digits and takes ten times as long for 150 numbers.
 */
public final class Vectors {
    private Vectors() {}

    /** The inner product of the first numbers of two vectors. */
    public static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** The inner product of two vectors of one length. */
    public static double dot(double[] a, double[] b) {
        return dot(a, b, a.length);
    }
}
