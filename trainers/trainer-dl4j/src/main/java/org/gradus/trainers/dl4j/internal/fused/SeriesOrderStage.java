package org.gradus.trainers.dl4j.internal.fused;

/**
 * Turns series {steps, examples, values} into images of one row {examples, values, 1, steps}, as convolutions need them, or such images into
 * series.
 */
final class SeriesOrderStage implements Stage {
    private static final int SERIES = 3;

    private final Signal input;
    private final Signal output;
    private final Values below;
    private final boolean isFromSeries;
    private final int steps;
    private final int examples;
    private final int width;
    private final float[] matrix;
    private final float[] row;

    SeriesOrderStage(Signal input, Arena arena) {
        this.input = input;
        Values values = input.values();
        isFromSeries = values.rank() == SERIES;
        steps = values.size(isFromSeries ? 0 : 3);
        examples = values.size(isFromSeries ? 1 : 0);
        width = values.size(isFromSeries ? 2 : 1);
        Values turned =
                isFromSeries ? arena.allocate(examples, width, 1, steps) : arena.allocate(steps, examples, width);
        output = new Signal(turned, input.isTrained(), arena);
        below = input.newGradient();
        matrix = new float[steps * width];
        row = new float[width];
    }

    Signal input() {
        return input;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        if (isFromSeries) {
            toImages(input.values(), output.values());
        } else {
            toSeries(input.values(), output.values());
        }
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        if (isFromSeries) {
            toSeries(output.gradient(), below);
        } else {
            toImages(output.gradient(), below);
        }
    }

    private void toImages(Values series, Values images) {
        for (int example = 0; example < examples; example++) {
            for (int step = 0; step < steps; step++) {
                series.get((step * examples + example) * width, row, 0, width);
                for (int i = 0; i < width; i++) {
                    matrix[i * steps + step] = row[i];
                }
            }
            images.put(example * matrix.length, matrix, 0, matrix.length);
        }
    }

    private void toSeries(Values images, Values series) {
        for (int example = 0; example < examples; example++) {
            images.get(example * matrix.length, matrix, 0, matrix.length);
            for (int step = 0; step < steps; step++) {
                for (int i = 0; i < width; i++) {
                    row[i] = matrix[i * steps + step];
                }
                series.put((step * examples + example) * width, row, 0, width);
            }
        }
    }

    /** The same where the channels of the images come last. */
    EvaluationStage channelsLast(Values read, Values written) {
        return () -> {
            for (int step = 0; step < steps; step++) {
                for (int example = 0; example < examples; example++) {
                    int inSeries = (step * examples + example) * width;
                    int inImages = (example * steps + step) * width;
                    read.get(isFromSeries ? inSeries : inImages, row, 0, width);
                    written.put(isFromSeries ? inImages : inSeries, row, 0, width);
                }
            }
        };
    }
}
