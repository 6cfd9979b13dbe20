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

    /** Adds a multiple of a part of a vector to the same part of another: {@code sums += factor * vector}. */
    public static void add(double[] sums, double factor, double[] vector, int from, int until) {
        for (int i = from; i < until; i++) {
            sums[i] += factor * vector[i];
        }
    }

    /**
     * Adds multiples of several vectors, in their order, as {@link #add(double[], double, double[], int, int)} would one after another. Four at a
     * time: the sums are read and written once for them.
     *
     * @param factor of each vector, by its index
     * @param first the index of the first vector
     * @param end the index behind the last one
     */
    static void add(double[] sums, double[] factor, double[][] vectors, int first, int end, int from, int until) {
        int k = first;
        for (; k + 4 <= end; k += 4) {
            double f0 = factor[k];
            double f1 = factor[k + 1];
            double f2 = factor[k + 2];
            double f3 = factor[k + 3];
            double[] v0 = vectors[k];
            double[] v1 = vectors[k + 1];
            double[] v2 = vectors[k + 2];
            double[] v3 = vectors[k + 3];
            for (int i = from; i < until; i++) {
                sums[i] = sums[i] + f0 * v0[i] + f1 * v1[i] + f2 * v2[i] + f3 * v3[i];
            }
        }
        for (; k < end; k++) {
            add(sums, factor[k], vectors[k], from, until);
        }
    }
}
