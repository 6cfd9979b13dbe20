package org.gradus.trainers.dl4j.internal.fused;

import org.jspecify.annotations.Nullable;

/** A row for each pixel of each image, in memory of its own. */
final class PixelRowsStage implements ImageStage {
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final int examples;
    private final int channels;
    private final int pixels;
    private final Stage turned;
    private @Nullable Stage turnedBack;

    PixelRowsStage(Signal input, Arena arena) {
        this.input = input;
        Values images = input.values();
        examples = images.size(0);
        channels = images.size(1);
        pixels = images.size(2) * images.size(3);
        output = new Signal(arena.allocate((long) examples * pixels, channels), input.isTrained(), arena);
        below = input.newGradient();
        turned = new Transposition(images, output.values(), examples, channels, pixels);
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

    @Override
    public void forward(boolean training) {
        turned.forward(training);
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        if (turnedBack == null) {
            turnedBack = new Transposition(output.gradient(), below, examples, pixels, channels);
        }
        turnedBack.forward(true);
    }
}
