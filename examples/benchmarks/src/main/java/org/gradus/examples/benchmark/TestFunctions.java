package org.gradus.examples.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.examples.benchmark.TestFunction.Range;

/**
 * The functions of the benchmark, by S. Surjanovic and D. Bingham, Virtual Library of Simulation Experiments: Test
 * Functions and Datasets (2013), with their constants and boxes.
 */
final class TestFunctions {
    private static final double BRANIN_CURVE = 5.1 / (4 * Math.PI * Math.PI);
    private static final double BRANIN_SLOPE = 5 / Math.PI;
    private static final double BRANIN_SHARE = 1 / (8 * Math.PI);

    private static final double[] HARTMANN_WEIGHTS = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] HARTMANN_WIDTHS = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN_CENTERS = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };
    /** By SciPy's BFGS from the place in the literature, which gives -3.32237. */
    private static final double HARTMANN_LEAST = -3.322368011415515;

    private static final double HARTMANN_NOISE = 0.1;
    private static final double BRANIN_CLIFF = 5;

    private static final TestFunction BRANIN = new TestFunction(
            "branin",
            List.of(new Range(-5, 10), new Range(0, 15)),
            TestFunctions::branin,
            10 * BRANIN_SHARE,
            0,
            Double.POSITIVE_INFINITY);
    private static final TestFunction HARTMANN =
            cube("hartmann-6", 6, new Range(0, 1), TestFunctions::hartmann, HARTMANN_LEAST);
    private static final List<TestFunction> ALL = List.of(
            BRANIN,
            HARTMANN,
            cube("ackley-5", 5, new Range(-32.768, 32.768), TestFunctions::ackley, 0),
            cube("rosenbrock-4", 4, new Range(-5, 10), TestFunctions::rosenbrock, 0),
            HARTMANN.noisy("noisy-hartmann-6", HARTMANN_NOISE),
            BRANIN.cliffed("cliffed-branin", BRANIN_CLIFF));

    private TestFunctions() {}

    /**
     * All six: Branin, Hartmann in six dimensions, Ackley in five, Rosenbrock in four, Hartmann with noise of deviation
     * 0.1, and Branin that diverges in the right third of the box, which leaves two of its three minima.
     */
    public static List<TestFunction> all() {
        return ALL;
    }

    private static TestFunction cube(
            String name, int dimensions, Range range, ToDoubleFunction<double[]> value, double least) {
        return new TestFunction(
                name, Collections.nCopies(dimensions, range), value, least, 0, Double.POSITIVE_INFINITY);
    }

    private static double branin(double[] x) {
        double bend = x[1] - BRANIN_CURVE * x[0] * x[0] + BRANIN_SLOPE * x[0] - 6;
        return bend * bend + 10 * (1 - BRANIN_SHARE) * Math.cos(x[0]) + 10;
    }

    private static double hartmann(double[] x) {
        double sum = 0;
        for (int i = 0; i < HARTMANN_WEIGHTS.length; i++) {
            double distance = 0;
            for (int j = 0; j < x.length; j++) {
                double difference = x[j] - HARTMANN_CENTERS[i][j];
                distance += HARTMANN_WIDTHS[i][j] * difference * difference;
            }
            sum += HARTMANN_WEIGHTS[i] * Math.exp(-distance);
        }
        return -sum;
    }

    private static double ackley(double[] x) {
        double squares = 0;
        double cosines = 0;
        for (double v : x) {
            squares += v * v;
            cosines += Math.cos(2 * Math.PI * v);
        }
        return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(squares / x.length)) - Math.exp(cosines / x.length);
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }
}
