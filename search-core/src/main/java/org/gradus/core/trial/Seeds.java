package org.gradus.core.trial;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What makes one training differ from another of the same configuration.
 *
 * @param init seeds the initial parameters and the model's own randomness (dropout)
 * @param data seeds the order of the examples
 */
public record Seeds(long init, long data) {
    /**
     * The seeds of one replicate. Trials of the same replicate number share them, so that their comparison is paired.
     *
     * @param studySeed the seed of the study
     * @param replicate 0 for the search itself, 1 and up for retrained finalists
     */
    public static Seeds of(long studySeed, int replicate) {
        return new Seeds(mix(studySeed, 2L * replicate), mix(studySeed, 2L * replicate + 1));
    }

    /**
     * The numbers below a size, shuffled by Fisher and Yates: the order in which an epoch has its examples.
     *
     * @param random seeded; {@link java.util.Random} is the one whose numbers Java fixes
     */
    public static int[] shuffled(int size, RandomGenerator random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    /** A well-mixed seed of a stream of a study: the finalizer of SplitMix64 (Steele et al., OOPSLA 2014). */
    public static long mix(long seed, long stream) {
        long z = seed + (stream + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
