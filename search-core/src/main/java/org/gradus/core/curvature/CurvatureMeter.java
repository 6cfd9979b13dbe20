package org.gradus.core.curvature;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Measures the largest curvature of a loss from gradients alone: the Lanczos recursion on products of the Hessian with a
 * vector, each the central difference of two gradients.
 *
 * <p>It makes the same products as the power iteration, needs two vectors more, converges in fewer of them, and gives the
 * largest eigenvalue itself where a negative one has the larger magnitude (Golub and Van Loan, Matrix Computations, 10.1).
 * With a random start its expected error has a bound that holds for every spectrum (Kuczyński and Woźniakowski 1992, SIAM J.
 * Matrix Anal. Appl. 13). Vectors are not made orthogonal again: that brings copies of eigenvalues, which do not matter here.
 * One deviation: what couples two directions is taken from the product with the later one, not from the norm of what the
 * former left over. Both are equal without errors; the norm grows with every error, from kinks of rectifiers above all, and
 * the eigenvalue with it.
 *
 * <p>The step of the difference is ∛u · max(1, |x|) for gradients with the relative error u at the point x, where the errors
 * of rounding and of the third derivative are about equal. All is done twice, from another start and with half the step:
 * what the two differ by is part of the error, and large where the curvature depends on the distance over which it is seen,
 * as it does with rectifiers in small networks. Pure, as far as the gradients are.
 *
 * @param tolerance the relative error at which a recursion ends, in (0, 1)
 * @param mostProducts how many products with the Hessian a recursion may take, at least 1; each takes two gradients
 * @param seed of the direction in which it begins
 */
public record CurvatureMeter(double tolerance, int mostProducts, long seed) {
    /** A limit within 5 % leaves the rest to the step of the difference. */
    public static final double DEFAULT_TOLERANCE = 0.02;

    /** Networks take some 10. */
    public static final int DEFAULT_PRODUCTS = 60;

    /** Fewer products say little about how far the largest eigenvalue is. */
    private static final int FEWEST_PRODUCTS = 8;

    public CurvatureMeter {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance must be in (0, 1), but was " + tolerance);
        }
        if (mostProducts < 1) {
            throw new IllegalArgumentException(
                    "a measurement of the curvature needs at least 1 product, but has " + mostProducts);
        }
    }

    /** The meter with the usual tolerance and limit. */
    public static CurvatureMeter of(long seed) {
        return new CurvatureMeter(DEFAULT_TOLERANCE, DEFAULT_PRODUCTS, seed);
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
        Curvature one = measure(gradients, point, step, seed);
        Curvature other = measure(gradients, point, step / 2, seed + 1);
        double largest = (one.largest() + other.largest()) / 2;
        double apart = one.largest() == other.largest() ? 0 : Math.abs((one.largest() - other.largest()) / largest);
        return new Curvature(
                largest,
                Math.max(apart, Math.max(one.error(), other.error())),
                one.converged() && other.converged(),
                one.gradients() + other.gradients(),
                one.rule());
    }

    private Curvature measure(Gradients gradients, double[] point, double step, long start)
            throws InterruptedException {
        int most = Math.min(mostProducts, point.length);
        Recursion recursion = new Recursion(direction(point.length, start), most);
        while (true) {
            double before = recursion.largest;
            recursion.advance(product(gradients, point, recursion.direction, step));
            double change = recursion.share(recursion.largest - before);
            boolean exact = recursion.error <= gradients.roundoff() || recursion.made == point.length;
            boolean settled = recursion.made >= FEWEST_PRODUCTS && Math.max(change, recursion.error) <= tolerance;
            if (settled || exact || recursion.made == most) {
                double error = exact ? recursion.error : Math.max(recursion.error, change);
                return new Curvature(
                        recursion.largest, error, error <= tolerance, 2 * recursion.made, gradients.rule());
            }
        }
    }

    private static double[] direction(int length, long seed) {
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
        return new ArrayRealVector(a, false).dotProduct(new ArrayRealVector(b, false));
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
        /** The last entry of its eigenvector. */
        private double last;
        /** An eigenvalue of the Hessian is within this share of {@code largest}. */
        private double error = Double.POSITIVE_INFINITY;

        Recursion(double[] start, int most) {
            diagonal = new double[most];
            beside = new double[most - 1];
            direction = start;
            previous = new double[start.length];
        }

        /** Takes the product of the Hessian with the direction, and turns to the next. */
        void advance(double[] product) {
            double along = dot(product, direction);
            double coupling = made == 0 ? 0 : dot(product, previous);
            double[] next = new double[product.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = product[i] - along * direction[i] - coupling * previous[i];
            }
            diagonal[made] = along;
            double before = Double.POSITIVE_INFINITY;
            if (made > 0) {
                beside[made - 1] = coupling;
                before = share(coupling * last);
            }
            made++;
            estimate();
            double rest = norm(next);
            error = Math.min(before, share(rest * last));
            previous = direction;
            direction = scaled(next, 1 / rest);
        }

        private double share(double residual) {
            return residual == 0 ? 0 : Math.abs(residual / largest);
        }

        private void estimate() {
            EigenDecomposition matrix =
                    new EigenDecomposition(Arrays.copyOf(diagonal, made), Arrays.copyOf(beside, made - 1));
            double[] eigenvalues = matrix.getRealEigenvalues();
            int at = 0;
            for (int i = 1; i < made; i++) {
                at = eigenvalues[i] > eigenvalues[at] ? i : at;
            }
            largest = eigenvalues[at];
            last = matrix.getEigenvector(at).getEntry(made - 1);
        }
    }
}
