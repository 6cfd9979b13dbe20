package org.gradus.strategies.internal.bayesian;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/**
 * Hyperparameters by what they were fitted to. They are a function of the observations and the seed, so that whether
 * they were remembered changes nothing but the time. Thread-safe.
 */
final class FittedKernels {
    private static final int REMEMBERED = 32;

    private final Cache<Key, GaussianProcess> fits =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    private record Key(Observations observations, int hash, long seed) {
        static Key of(Observations observations, long seed) {
            int hash = 31 * Arrays.deepHashCode(observations.points()) + Arrays.hashCode(observations.means());
            return new Key(observations, hash, seed);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && seed == key.seed
                    && observations.squaresWithin() == key.observations.squaresWithin()
                    && Arrays.equals(observations.means(), key.observations.means())
                    && Arrays.equals(observations.counts(), key.observations.counts())
                    && Arrays.deepEquals(observations.points(), key.observations.points());
        }
    }

    /** A process with the hyperparameters fitted to observations. */
    GaussianProcess fit(Observations observations, boolean[] categorical, long seed) {
        try {
            return fits.get(
                    Key.of(observations, seed),
                    () -> GaussianProcessFit.fit(observations, categorical, new SplittableRandom(seed)));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the fit of hyperparameters failed", e);
        }
    }
}
