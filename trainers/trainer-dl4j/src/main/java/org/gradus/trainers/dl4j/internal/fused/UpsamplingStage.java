package org.gradus.trainers.dl4j.internal.fused;

/** Images whose pixels are repeated in rows and columns. */
final class UpsamplingStage implements ImageStage {
    private final int down;
    private final int right;
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final float[] line;
    private final float[] wide;

    /** @param times how often rows and columns are repeated */
    UpsamplingStage(int[] times, Signal input, Arena arena) {
        this.input = input;
        down = times[0];
        right = times[1];
        Values images = input.values();
        output = new Signal(
                arena.allocate(
                        images.size(0), images.size(1), (long) images.size(2) * down, (long) images.size(3) * right),
                input.isTrained(),
                arena);
        below = input.newGradient();
        line = new float[images.size(3)];
        wide = new float[line.length * right];
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
        float[] pixels = new float[images.size(2) * channels];
        float[] repeated = new float[pixels.length * right];
        return () -> {
            for (int row = 0; row < images.size(0) * images.size(1); row++) {
                images.get(row * pixels.length, pixels, 0, pixels.length);
                for (int at = 0; at < repeated.length; at += channels) {
                    int pixel = at / channels / right;
                    System.arraycopy(pixels, pixel * channels, repeated, at, channels);
                }
                repeat(result, row, repeated);
            }
        };
    }

    private void repeat(Values into, int row, float[] repeated) {
        for (int i = 0; i < down; i++) {
            into.put((row * down + i) * repeated.length, repeated, 0, repeated.length);
        }
    }

    private int rows() {
        return input.values().length() / line.length;
    }

    @Override
    public void forward(boolean training) {
        for (int row = 0; row < rows(); row++) {
            input.values().get(row * line.length, line, 0, line.length);
            for (int i = 0; i < line.length; i++) {
                for (int k = 0; k < right; k++) {
                    wide[i * right + k] = line[i];
                }
            }
            repeat(output.values(), row, wide);
        }
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        Values delta = output.gradient();
        float[] sums = new float[wide.length];
        for (int row = 0; row < rows(); row++) {
            delta.get(row * down * wide.length, sums, 0, wide.length);
            for (int i = 1; i < down; i++) {
                delta.get((row * down + i) * wide.length, wide, 0, wide.length);
                Kernels.add(sums, 0, wide, 0, wide.length);
            }
            for (int i = 0; i < line.length; i++) {
                float sum = 0;
                for (int k = 0; k < right; k++) {
                    sum += sums[i * right + k];
                }
                line[i] = sum;
            }
            below.put(row * line.length, line, 0, line.length);
        }
    }
}
