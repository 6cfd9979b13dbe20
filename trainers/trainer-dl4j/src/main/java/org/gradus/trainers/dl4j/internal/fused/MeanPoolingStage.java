package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;

/** The mean over all pixels of each channel of an image. */
final class MeanPoolingStage implements ImageStage {
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final float[] means;
    private final float[] plane;

    MeanPoolingStage(Signal input, Arena arena) {
        this.input = input;
        Values images = input.values();
        output = new Signal(arena.allocate(images.size(0), images.size(1)), true, arena);
        below = input.newGradient();
        means = new float[output.values().length()];
        plane = new float[images.size(2) * images.size(3)];
    }

    @Override
    public Signal input() {
        return input;
    }

    @Override
    public Signal output() {
        return output;
    }

    @Override
    public EvaluationStage channelsLast(Values images, Values result) {
        int channels = images.size(3);
        float[] pixel = new float[channels];
        float[] mean = new float[channels];
        return () -> {
            for (int example = 0; example < images.size(0); example++) {
                Arrays.fill(mean, 0);
                for (int at = 0; at < plane.length; at++) {
                    images.get((example * plane.length + at) * channels, pixel, 0, channels);
                    Kernels.add(mean, 0, pixel, 0, channels);
                }
                Kernels.scale(mean, 0, channels, 1f / plane.length, 0);
                result.put(example * channels, mean, 0, channels);
            }
        };
    }

    @Override
    public void forward(boolean training) {
        for (int i = 0; i < means.length; i++) {
            input.values().get(i * plane.length, plane, 0, plane.length);
            means[i] = Kernels.sum(plane, 0, plane.length) / plane.length;
        }
        output.values().put(0, means, 0, means.length);
    }

    @Override
    public void backward() {
        output.gradient().get(0, means, 0, means.length);
        for (int i = 0; i < means.length; i++) {
            Arrays.fill(plane, means[i] / plane.length);
            below.put(i * plane.length, plane, 0, plane.length);
        }
    }
}
