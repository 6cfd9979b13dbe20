package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;

/** The largest value that a window sees at each place; the gradient goes to the first of the largest. */
final class MaxPoolingStage implements ImageStage {
    private final Window window;
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final int[] largest;
    private final float[] image;
    private final float[] pooled;

    MaxPoolingStage(Window window, Signal input, Arena arena) {
        this.window = window;
        this.input = input;
        Values images = input.values();
        output = new Signal(
                arena.allocate(images.size(0), images.size(1), window.output()[0], window.output()[1]), true, arena);
        below = input.newGradient();
        largest = new int[output.values().length()];
        image = new float[window.pixels()];
        pooled = new float[window.places()];
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
        return new MaxPoolingEvaluation(window, images, result);
    }

    @Override
    public void forward(boolean training) {
        boolean pairs = isPairs();
        for (int plane = 0; plane < planes(); plane++) {
            input.values().get(plane * image.length, image, 0, image.length);
            if (pairs) {
                poolPairs(plane * pooled.length);
            } else {
                pool(plane * pooled.length);
            }
            output.values().put(plane * pooled.length, pooled, 0, pooled.length);
        }
    }

    private int planes() {
        return input.values().size(0) * input.values().size(1);
    }

    /** Whether windows of 2 x 2 lie side by side within the image. */
    private boolean isPairs() {
        int[] two = {2, 2};
        return Arrays.equals(window.kernel(), two)
                && Arrays.equals(window.stride(), two)
                && Arrays.equals(window.pad(), new int[2])
                && 2 * window.output()[0] <= window.image()[0]
                && 2 * window.output()[1] <= window.image()[1];
    }

    /** Without branches on values, which a processor cannot foresee. */
    private void poolPairs(int at) {
        int width = window.image()[1];
        int place = 0;
        for (int row = 0; row < window.output()[0]; row++) {
            int from = 2 * row * width;
            for (int column = 0; column < window.output()[1]; column++) {
                float a = image[from];
                float b = image[from + 1];
                float c = image[from + width];
                float d = image[from + width + 1];
                int above = b > a ? from + 1 : from;
                int below = d > c ? from + width + 1 : from + width;
                float high = Math.max(a, b);
                float low = Math.max(c, d);
                largest[at + place] = low > high ? below : above;
                pooled[place++] = Math.max(high, low);
                from += 2;
            }
        }
    }

    private void pool(int at) {
        int place = 0;
        for (int row = 0; row < window.output()[0]; row++) {
            int top = row * window.stride()[0] - window.pad()[0];
            for (int column = 0; column < window.output()[1]; column++) {
                int left = column * window.stride()[1] - window.pad()[1];
                int best = largestIn(top, left);
                largest[at + place] = best;
                pooled[place++] = image[best];
            }
        }
    }

    private int largestIn(int top, int left) {
        int bottom = Math.min(window.image()[0], top + window.kernel()[0]);
        int right = Math.min(window.image()[1], left + window.kernel()[1]);
        int best = Math.max(0, top) * window.image()[1] + Math.max(0, left);
        for (int y = Math.max(0, top); y < bottom; y++) {
            for (int x = Math.max(0, left); x < right; x++) {
                int at = y * window.image()[1] + x;
                best = image[at] > image[best] ? at : best;
            }
        }
        return best;
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        Values gradient = output.gradient();
        for (int plane = 0; plane < planes(); plane++) {
            int at = plane * pooled.length;
            gradient.get(at, pooled, 0, pooled.length);
            Arrays.fill(image, 0);
            for (int place = 0; place < pooled.length; place++) {
                image[largest[at + place]] += pooled[place];
            }
            below.put(plane * image.length, image, 0, image.length);
        }
    }
}
