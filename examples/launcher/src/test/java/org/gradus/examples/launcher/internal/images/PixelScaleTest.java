package org.gradus.examples.launcher.internal.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PixelScaleTest {
    @Test
    void bringsEachChannelOfTheTrainingSplitToMeanZeroAndDeviationOne() {
        // Two images of 1 x 2 pixels and 2 channels: channel 0 holds 0, 255, 0, 255; channel 1 holds 10 everywhere.
        ImageSplit train = split(0, 255, 10, 10, 0, 255, 10, 10);

        float[] scaled = PixelScale.of(train).apply(train);

        // Mean 127.5, deviation 127.5; a constant channel is only shifted.
        assertThat(scaled).containsExactly(new float[] {-1, 1, 0, 0, -1, 1, 0, 0}, within(1e-6f));
    }

    @Test
    void otherSplitsAreScaledByTheTrainingSplit() {
        PixelScale scale = PixelScale.of(split(0, 255, 10, 10, 0, 255, 10, 10));

        // (51 - 127.5) / 127.5 = -0.6; (61 - 10) / 255 = 0.2
        assertThat(scale.apply(split(51, 51, 61, 10, 0, 0, 10, 10)))
                .containsExactly(new float[] {-0.6f, -0.6f, 0.2f, 0, -1, -1, 0, 0}, within(1e-6f));
    }

    private static ImageSplit split(int... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return new ImageSplit(new ImageShape(2, 1, 2), bytes, new int[pixels.length / 4]);
    }
}
