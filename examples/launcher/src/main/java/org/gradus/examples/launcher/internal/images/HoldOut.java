package org.gradus.examples.launcher.internal.images;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Divides a training split that came without a validation split: the images of each class are shuffled by the seed, and
 * the last sixth of each class is held out (rounded down, but one image at least where the class has two). Both parts
 * keep the order of the file.
 */
final class HoldOut {
    /** One image in six is held out; MNIST's usual 10,000 of 60,000. */
    static final int SHARE = 6;

    private final int[] kept;
    private final int[] held;

    private HoldOut(int[] kept, int[] held) {
        this.kept = kept;
        this.held = held;
    }

    static HoldOut of(int[] labels, long seed) {
        boolean[] isHeld = new boolean[labels.length];
        Random random = new Random(seed);
        for (int label : Arrays.stream(labels).distinct().sorted().toArray()) {
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            shuffle(members, random);
            int count = members.length < 2 ? 0 : Math.max(1, members.length / SHARE);
            for (int i = members.length - count; i < members.length; i++) {
                isHeld[members[i]] = true;
            }
        }
        return new HoldOut(where(isHeld, false), where(isHeld, true));
    }

    /** The places of the images to train on, ascending. */
    int[] kept() {
        return kept.clone();
    }

    /** The places of the images held out, ascending. */
    int[] held() {
        return held.clone();
    }

    private static int[] where(boolean[] flags, boolean value) {
        return IntStream.range(0, flags.length).filter(i -> flags[i] == value).toArray();
    }

    private static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
