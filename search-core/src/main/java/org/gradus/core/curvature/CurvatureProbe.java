package org.gradus.core.curvature;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Measures the largest curvature of a loss from gradients alone: the Lanczos recursion on products of the Hessian with a
 * vector, each the central difference of two gradients.
 *
 * <p>It makes the same products as the power iteration, needs two vectors more, converges in fewer of them, and gives the
 * largest eigenvalue itself where a negative one has the larger magnitude (Golub and Van Loan, Matrix Computations, 10.1).
 * With a random start its expected error has a bound that holds for every spectrum (Kuczyński and Woźniakowski 1992, SIAM J.
 * Matrix Anal. Appl. 13). Vectors are not made orthogonal again: that brings copies of eigenvalues, which do not matter here.
 *
 * <p>The step of the difference is ∛u · max(1, |x|) for gradients with the relative error u at the point x, where the errors
 * of rounding and of the third derivative are about equal. Pure, as far as the gradients are.
 *
 * @param tolerance the relative error at which it ends, in (0, 1)
 * @param mostProducts how many products with the Hessian there may be, at least 1; each takes two gradients
 * @param seed of the direction in which it begins
 */
public record CurvatureProbe(double tolerance, int mostProducts, long seed) {
    /** Half of what is asked of the limit, 5 %, is left for the step of the difference. */
    public static final double DEFAULT_TOLERANCE = 0.02;

    /** Networks take 10 to 30. */
    public static final int DEFAULT_PRODUCTS = 60;

    /** Fewer products say little about how far the largest eigenvalue is. */
    private static final int FEWEST_PRODUCTS = 8;

    public CurvatureProbe {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance must be in (0, 1), but was " + tolerance);
        }
        if (mostProducts < 1) {
            throw new IllegalArgumentException("a probe needs at least 1 product, but has " + mostProducts);
        }
    }

    /** The probe with the usual tolerance and limit. */
    public static CurvatureProbe of(long seed) {
        return new CurvatureProbe(DEFAULT_TOLERANCE, DEFAULT_PRODUCTS, seed);
    }

    /**
     * Measures the curvature at the parameters of a model.
     *
     * @throws IllegalArgumentException if there are no parameters
     * @throws IllegalStateException if a gradient is not finite
     * @throws InterruptedException if the thread was interrupted
     */
    public Curvature measure(Gradients gradients) throws InterruptedException {
        double[] point = gradients.parameters();
        if (point.length == 0) {
            throw new IllegalArgumentException("a loss without parameters has no curvature");
        }
        double step = Math.cbrt(gradients.roundoff()) * Math.max(1, norm(point));
        Recursion recursion = new Recursion(startingDirection(point.length), Math.min(mostProducts, point.length));
        while (true) {
            double before = recursion.largest;
            recursion.advance(product(gradients, point, recursion.direction, step));
            double change = Math.abs(recursion.largest - before) / Math.abs(recursion.largest);
            boolean settled = recursion.made >= FEWEST_PRODUCTS && change <= tolerance && recursion.error <= tolerance;
            boolean exact = recursion.error <= gradients.roundoff();
            if (settled || exact || recursion.made == recursion.diagonal.length) {
                double error =
                        exact || recursion.made == point.length ? recursion.error : Math.max(recursion.error, change);
                return new Curvature(
                        recursion.largest, error, error <= tolerance, 2 * recursion.made, gradients.rule());
            }
        }
    }

    private double[] startingDirection(int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] direction = new double[length];
        Arrays.setAll(direction, i -> random.nextGaussian());
        return scaled(direction, 1 / norm(direction));
    }

    private static double[] product(Gradients gradients, double[] point, double[] direction, double step)
            throws InterruptedException {
        double[] above = gradients.at(moved(point, direction, step));
        double[] below = gradients.at(moved(point, direction, -step));
        double[] product = new double[point.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = (above[i] - below[i]) / (2 * step);
        }
        if (!Double.isFinite(norm(product))) {
            throw new IllegalStateException("the gradient is not finite, so that there is no curvature"
                    + "\nMaybe the network has diverged already.");
        }
        return product;
    }

    private static double[] moved(double[] point, double[] direction, double by) {
        double[] moved = new double[point.length];
        Arrays.setAll(moved, i -> point[i] + by * direction[i]);
        return moved;
    }

    private static double[] scaled(double[] vector, double factor) {
        return Arrays.stream(vector).map(x -> x * factor).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    /** Lanczos' recursion: a tridiagonal matrix whose largest eigenvalue approaches the Hessian's. */
    private static final class Recursion {
        private final double[] diagonal;
        private final double[] beside;
        private double[] direction;
        private double[] previous;
        private int made;
        private double largest;
        /** An eigenvalue of the Hessian is within this share of {@code largest}. */
        private double error = Double.POSITIVE_INFINITY;

        Recursion(double[] start, int most) {
            diagonal = new double[most];
            beside = new double[most];
            direction = start;
            previous = new double[start.length];
        }

        /** Takes the product of the Hessian with the direction, and turns to the next. */
        void advance(double[] product) {
            double along = dot(product, direction);
            double coupling = made == 0 ? 0 : beside[made - 1];
            double[] next = new double[product.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = product[i] - along * direction[i] - coupling * previous[i];
            }
            diagonal[made] = along;
            beside[made] = norm(next);
            made++;
            estimate();
            previous = direction;
            direction = scaled(next, 1 / beside[made - 1]);
        }

        private void estimate() {
            EigenDecomposition matrix =
                    new EigenDecomposition(Arrays.copyOf(diagonal, made), Arrays.copyOf(beside, made - 1));
            double[] eigenvalues = matrix.getRealEigenvalues();
            int at = 0;
            for (int i = 1; i < made; i++) {
                at = eigenvalues[i] > eigenvalues[at] ? i : at;
            }
            double residual =
                    beside[made - 1] * Math.abs(matrix.getEigenvector(at).getEntry(made - 1));
            largest = eigenvalues[at];
            error = residual == 0 ? 0 : residual / Math.abs(largest);
        }
    }
}
