package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A function on a box, with its least value, as a search sees it: with noise, or with a part in which trials fail.
 *
 * @param name on command lines and in tables
 * @param ranges the box, a range for each coordinate
 * @param value what is minimized, defined beyond the box too
 * @param least its least value anywhere
 * @param noise the standard deviation of the noise on what a search sees, 0 or more
 * @param cliff the highest first coordinate at which a trial does not diverge; infinite without a cliff
 */
record TestFunction(
        String name, List<Range> ranges, ToDoubleFunction<double[]> value, double least, double noise, double cliff) {
    /** How far a seed moves a range at most, as a share of its width; the places of the least values stay inside. */
    public static final double WIDEST_SHIFT = 0.1;

    private static final long NOISE_STRIDE = 1_000_003;

    /** From the lowest to the highest value of a coordinate. */
    public record Range(double low, double high) {
        public Range {
            if (!(low < high && high - low < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a range must rise and be finite, but was from " + low + " to " + high);
            }
        }
    }

    public TestFunction {
        ranges = ImmutableList.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' must have at least 1 coordinate, but has none");
        }
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the noise of '" + name + "' must be 0 or more and finite, but was " + noise);
        }
    }

    /** The same with noise of this standard deviation. */
    TestFunction noisy(String newName, double deviation) {
        return new TestFunction(newName, ranges, value, least, deviation, cliff);
    }

    /** The same, diverging where the first coordinate is above a value. */
    TestFunction cliffed(String newName, double edge) {
        return new TestFunction(newName, ranges, value, least, noise, edge);
    }

    public int dimensions() {
        return ranges.size();
    }

    /**
     * Where a point of the unit cube lies. Each range is moved by a share of its width that the seed draws from
     * [-{@value #WIDEST_SHIFT}, {@value #WIDEST_SHIFT}), the numbers of {@link SplittableRandom} in order, so that a
     * program in another language can have the same.
     *
     * @param unit one coordinate in [0, 1] for each range
     */
    public double[] place(long seed, double[] unit) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] place = new double[unit.length];
        for (int i = 0; i < unit.length; i++) {
            double shift = 2 * WIDEST_SHIFT * (random.nextDouble() - 0.5);
            Range range = ranges.get(i);
            place[i] = range.low() + (unit[i] + shift) * (range.high() - range.low());
        }
        return place;
    }

    /** How far the value at a place is above the least, without noise. */
    public double regret(double[] place) {
        return value.applyAsDouble(place) - least;
    }

    /**
     * What a search sees at a place; NaN beyond the cliff.
     *
     * @param seed of the search
     * @param trial the trial's number, from 1; each has noise of its own
     */
    public double seen(double[] place, long seed, int trial) {
        if (place[0] > cliff) {
            return Double.NaN;
        }
        double exact = value.applyAsDouble(place);
        return noise == 0 ? exact : exact + noise * normal(seed, trial);
    }

    /** A standard normal number, by Box and Muller (1958) from the first two numbers of a generator. */
    static double normal(long seed, int trial) {
        SplittableRandom random = new SplittableRandom(seed * NOISE_STRIDE + trial);
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
