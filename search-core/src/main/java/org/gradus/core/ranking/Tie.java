package org.gradus.core.ranking;

/**
 * How much is known about the candidates that share the chance to be the best.
 *
 * @param behind how far each of them lies at most behind the best of all, with 95 % probability, in the units of the
 *     objective's figure; 0 or more
 * @param noise the standard deviation of one training from seed to seed, in the same units; 0 or more
 * @param close whether it was measured that any of them will do: with 95 % probability none lies further behind the best than
 *     the noise of one training, and the fresh seeds say the same by themselves, which takes about ten of them. If not, they
 *     are too few to tell
 */
public record Tie(double behind, double noise, boolean close) {
    public Tie {
        if (!(behind >= 0 && noise >= 0)) {
            throw new IllegalArgumentException(
                    "the distance in a tie and its noise must be 0 or more, but were " + behind + " and " + noise);
        }
    }
}
