package org.gradus.probes.internal.curves;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/**
 * Fits a {@link CurveKernel}: the maximum of likelihood x prior from two starts, the mode of the prior and the best of four draws
 * from it. A function of the values and the seed; fits are remembered, so that strategy and policy share one, which changes
 * nothing but the time. Thread-safe.
 */
final class CurveFit {
    private static final QuasiNewton MINIMIZER = new QuasiNewton(40, 1e-2);
    private static final int DRAWS = 4;
    private static final int REMEMBERED = 32;
    private static final Cache<Key, CurveKernel> FITS =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    private CurveFit() {}

    private record Key(CurveValues values, boolean[] categorical, long seed) {
        @Override
        public int hashCode() {
            return values.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && seed == key.seed
                    && Arrays.equals(categorical, key.categorical)
                    && values.equals(key.values);
        }
    }

    /**
     * The likeliest kernel.
     *
     * @param values at least one
     * @param categorical whether a dimension is categorical
     */
    static CurveKernel of(CurveValues values, boolean[] categorical, long seed) {
        try {
            return FITS.get(
                    new Key(values, categorical, seed),
                    () -> fit(new CurveLikelihood(values, categorical), new SplittableRandom(seed)));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the fit of hyperparameters failed", e);
        }
    }

    private static CurveKernel fit(CurveLikelihood likelihood, SplittableRandom random) {
        double[] mode = likelihood.mode();
        QuasiNewton.Minimum best = MINIMIZER.minimize(likelihood::at, mode);
        double[] ignored = new double[mode.length];
        double[] start = mode;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < DRAWS; i++) {
            double[] drawn = likelihood.draw(random);
            double value = likelihood.at(drawn, ignored);
            if (value < lowest) {
                start = drawn;
                lowest = value;
            }
        }
        QuasiNewton.Minimum other = MINIMIZER.minimize(likelihood::at, start);
        return likelihood.kernel(other.value() < best.value() ? other.point() : best.point());
    }
}
