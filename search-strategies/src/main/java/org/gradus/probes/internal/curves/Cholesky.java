package org.gradus.probes.internal.curves;

/**
 * The Cholesky factor L of a symmetric positive definite matrix, K = L Lᵀ.
 *
 * <p>Where K is singular to rounding, a multiple of the identity ("jitter") is added to it: 1e-10 of the mean diagonal at
 * first, ten times more at each retry, at most 1e-5. Commons Math's decomposition has no jitter: it refuses the matrix of 250
 * points with a length scale of 30.
 *
 * <p>Every inner product is summed in the order of its index, but many of them side by side: a sum alone waits for each addition, and the JVM
 * computes several at once. Immutable once it is made.
 */
public final class Cholesky {
    private static final double FIRST_JITTER = 1e-10;
    private static final int RETRIES = 6;

    /** Columns whose multiples are added at a time. */
    private static final int TOGETHER = 4;

    /** The rows of L, as far as the diagonal. */
    private final double[][] lower;
    /** Its columns, from the diagonal on; 0 before it. */
    private final double[][] columns;

    private Cholesky(int size) {
        lower = new double[size][];
        columns = new double[size][];
    }

    /**
     * Factors a matrix.
     *
     * @param matrix its lower triangle is read; it is not changed
     * @throws ArithmeticException if the matrix is not positive definite even with jitter
     */
    public static Cholesky of(double[][] matrix) {
        double scale = 0;
        for (int i = 0; i < matrix.length; i++) {
            scale += matrix[i][i] / matrix.length;
        }
        double jitter = 0;
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            Cholesky cholesky = new Cholesky(matrix.length);
            if (cholesky.factor(matrix, jitter)) {
                return cholesky;
            }
            jitter = attempt == 0 ? FIRST_JITTER * scale : 10 * jitter;
        }
        throw new ArithmeticException("a covariance matrix of size " + matrix.length
                + " is not positive definite, even with " + jitter / 10 + " added to its diagonal");
    }

    private boolean factor(double[][] matrix, double jitter) {
        int n = matrix.length;
        for (int j = 0; j < n; j++) {
            double[] row = new double[j + 1];
            for (int k = 0; k < j; k++) {
                row[k] = columns[k][j];
            }
            double[] column = new double[n];
            Vectors.add(column, row, columns, 0, j, j, n);
            double square = matrix[j][j] + jitter - column[j];
            if (!(square > 0)) {
                return false;
            }
            double diagonal = Math.sqrt(square);
            row[j] = diagonal;
            column[j] = diagonal;
            for (int i = j + 1; i < n; i++) {
                column[i] = (matrix[i][j] - column[i]) / diagonal;
            }
            lower[j] = row;
            columns[j] = column;
        }
        return true;
    }

    /** Solves L z = b. */
    public double[] solveLower(double[] b) {
        int n = b.length;
        double[] z = new double[n];
        for (int first = 0; first < n; first += TOGETHER) {
            int end = Math.min(n, first + TOGETHER);
            for (int k = first; k < end; k++) {
                z[k] = (b[k] - z[k]) / columns[k][k];
                Vectors.add(z, z[k], columns[k], k + 1, end);
            }
            Vectors.add(z, z, columns, first, end, end, n);
        }
        return z;
    }

    /** Solves K x = b. */
    public double[] solve(double[] b) {
        double[] x = solveLower(b);
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= lower[i][k] * x[i];
            }
        }
        return x;
    }

    /** The lower triangle of the inverse of K: K⁻¹ = L⁻ᵀ L⁻¹, in n³/3 multiplications. */
    public double[][] inverse() {
        int n = lower.length;
        double[][] inverseLower = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = inverseLower[i];
            for (int first = 0; first < i; first += TOGETHER) {
                int end = Math.min(i, first + TOGETHER);
                Vectors.add(row, lower[i], inverseLower, first, end, 0, end);
            }
            for (int j = 0; j < i; j++) {
                row[j] = -row[j] / lower[i][i];
            }
            row[i] = 1 / lower[i][i];
        }
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] column = new double[n];
            for (int k = i; k < n; k++) {
                column[k] = inverseLower[k][i];
            }
            inverse[i] = new double[i + 1];
            Vectors.add(inverse[i], column, inverseLower, i, n, 0, i + 1);
        }
        return inverse;
    }

    /** The logarithm of the determinant of K. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * Math.log(lower[i][i]);
        }
        return sum;
    }
}
