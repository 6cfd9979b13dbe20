package org.gradus.examples.launcher.internal.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldOutTest {
    /** 60 of class 0, 7 of class 1, 2 of class 2 and 1 of class 3, mixed. */
    private static final int[] LABELS = mixed(60, 7, 2, 1);

    private static int[] mixed(int... counts) {
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            labels.addAll(Collections.nCopies(counts[label], label));
        }
        Collections.shuffle(labels, new Random(1));
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void holdsOutASixthOfEachClass() {
        int[] held = HoldOut.of(LABELS, 1).held();

        for (int label = 0; label < 4; label++) {
            int wanted = label;
            long members = Arrays.stream(LABELS).filter(l -> l == wanted).count();
            long expected = members == 1 ? 0 : Math.max(1, members / 6);
            assertThat(Arrays.stream(held).filter(i -> LABELS[i] == wanted).count())
                    .as("class %d of %d", label, members)
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyImageIsInOnePartInTheOrderOfTheFile() {
        HoldOut parts = HoldOut.of(LABELS, 5);

        assertThat(IntStream.concat(Arrays.stream(parts.kept()), Arrays.stream(parts.held()))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, LABELS.length).toArray());
        assertThat(parts.kept()).isSorted();
        assertThat(parts.held()).isSorted();
    }

    @Test
    void theSeedChooses() {
        assertThat(HoldOut.of(LABELS, 1).held()).isEqualTo(HoldOut.of(LABELS, 1).held());
        assertThat(HoldOut.of(LABELS, 1).held())
                .isNotEqualTo(HoldOut.of(LABELS, 2).held());
    }
}
