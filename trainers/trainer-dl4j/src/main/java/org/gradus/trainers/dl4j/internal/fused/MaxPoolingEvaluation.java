package org.gradus.trainers.dl4j.internal.fused;

/**
 * The largest value that a window sees at each place of each channel, where channels come last. What is no number stays so, which it does not
 * in oneDNN's pooling: rows are compared as a whole, then the columns that have the same place in their windows.
 */
final class MaxPoolingEvaluation implements EvaluationStage {
    private final Window window;
    private final Values images;
    private final Values output;
    private final int channels;
    private final float[] high;
    private final float[] row;
    private final float[] pooled;
    private final float[] columns;

    MaxPoolingEvaluation(Window window, Values images, Values output) {
        this.window = window;
        this.images = images;
        this.output = output;
        channels = images.size(3);
        high = new float[window.image()[1] * channels];
        row = new float[high.length];
        pooled = new float[window.output()[1] * channels];
        columns = new float[pooled.length];
    }

    @Override
    public void forward() {
        int rows = window.output()[0];
        for (int example = 0; example < images.size(0); example++) {
            for (int line = 0; line < rows; line++) {
                poolRows(example * window.image()[0], line);
                poolColumns();
                output.put((example * rows + line) * pooled.length, pooled, 0, pooled.length);
            }
        }
    }

    private void poolRows(int top, int line) {
        for (int y = 0; y < window.kernel()[0]; y++) {
            float[] into = y == 0 ? high : row;
            images.get((top + seen(0, line, y)) * row.length, into, 0, row.length);
            if (y > 0) {
                Kernels.larger(high, row, row.length);
            }
        }
    }

    private void poolColumns() {
        for (int x = 0; x < window.kernel()[1]; x++) {
            float[] into = x == 0 ? pooled : columns;
            for (int place = 0; place < window.output()[1]; place++) {
                System.arraycopy(high, seen(1, place, x) * channels, into, place * channels, channels);
            }
            if (x > 0) {
                Kernels.larger(pooled, columns, columns.length);
            }
        }
    }

    /** The row or column of the image that a row or column of the kernel sees; beside the image, the nearest, which it sees anyway. */
    private int seen(int dimension, int place, int pixel) {
        int at = place * window.stride()[dimension] - window.pad()[dimension] + pixel;
        return Math.min(Math.max(0, at), window.image()[dimension] - 1);
    }
}
