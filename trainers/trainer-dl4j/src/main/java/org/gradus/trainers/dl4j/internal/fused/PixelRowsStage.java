package org.gradus.trainers.dl4j.internal.fused;

/** A row for each pixel of each image, in memory of its own. */
final class PixelRowsStage implements ImageStage {
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final int channels;
    private final int pixels;
    private final float[] planes;
    private final float[] rows;

    PixelRowsStage(Signal input, Arena arena) {
        this.input = input;
        Values images = input.values();
        channels = images.size(1);
        pixels = images.size(2) * images.size(3);
        output = new Signal(arena.allocate((long) images.size(0) * pixels, channels), input.isTrained(), arena);
        below = input.newGradient();
        planes = new float[channels * pixels];
        rows = new float[planes.length];
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
        return () -> Pieces.copy(images, result);
    }

    private int examples() {
        return input.values().size(0);
    }

    @Override
    public void forward(boolean training) {
        for (int example = 0; example < examples(); example++) {
            input.values().get(example * planes.length, planes, 0, planes.length);
            for (int pixel = 0; pixel < pixels; pixel++) {
                for (int c = 0; c < channels; c++) {
                    rows[pixel * channels + c] = planes[c * pixels + pixel];
                }
            }
            output.values().put(example * rows.length, rows, 0, rows.length);
        }
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        Values delta = output.gradient();
        for (int example = 0; example < examples(); example++) {
            delta.get(example * rows.length, rows, 0, rows.length);
            for (int pixel = 0; pixel < pixels; pixel++) {
                for (int c = 0; c < channels; c++) {
                    planes[c * pixels + pixel] = rows[pixel * channels + c];
                }
            }
            below.put(example * planes.length, planes, 0, planes.length);
        }
    }
}
