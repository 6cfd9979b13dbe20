package org.gradus.trainers.dl4j.internal.data;

import java.util.Random;
import java.util.stream.IntStream;

/** The order in which an epoch has its examples or batches. */
public final class EpochOrder {
    private EpochOrder() {}

    /** The numbers below a size by the shuffle of Fisher and Yates, with {@link Random}, whose numbers Java fixes. */
    public static int[] shuffled(int size, long seed) {
        int[] order = IntStream.range(0, size).toArray();
        Random random = new Random(seed);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }
}
