package org.gradus.examples.launcher.internal.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FashionMiniTest {
    @Test
    void hasWhatItsReadmeSays() {
        ImageData data = FashionMini.load();

        assertThat(data.describe())
                .isEqualTo("fashion-mini: 5000 training, 1000 validation and 1000 test images of 28 x 28 pixels"
                        + " in 10 classes");
        assertThat(data.notes()).isEmpty();
        for (int label = 0; label < 10; label++) {
            assertThat(count(data.train(), label)).isEqualTo(500);
            assertThat(count(data.validation(), label)).isEqualTo(100);
            assertThat(count(data.test(), label)).isEqualTo(100);
        }
    }

    @Test
    void noImageIsInTwoSplits() {
        ImageData data = FashionMini.load();
        long distinct = java.util.stream.Stream.of(data.train(), data.validation(), data.test())
                .flatMap(split -> java.util.stream.IntStream.range(0, split.size())
                        .mapToObj(i -> Arrays.hashCode(split.pixels(i)))
                        .distinct())
                .distinct()
                .count();

        // Fashion-MNIST itself has some identical pictures; a shared split would show as a thousand.
        assertThat(distinct).isGreaterThan(6980);
    }

    private static long count(ImageSplit split, int label) {
        return Arrays.stream(split.labels()).filter(l -> l == label).count();
    }
}
