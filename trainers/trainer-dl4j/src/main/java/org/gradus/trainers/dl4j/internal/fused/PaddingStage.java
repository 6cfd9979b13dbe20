package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;

/** Images with zeros around them. */
final class PaddingStage implements ImageStage {
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final int top;
    private final int left;
    private final float[] image;
    private final float[] framed;

    /**
     * The padding of a signal.
     *
     * @param padding the rows above and below, the columns left and right
     */
    PaddingStage(int[] padding, Signal input, Arena arena) {
        this.input = input;
        Values images = input.values();
        int height = images.size(2) + padding[0] + padding[1];
        int width = images.size(3) + padding[2] + padding[3];
        output = new Signal(arena.allocate(images.size(0), images.size(1), height, width), input.isTrained(), arena);
        below = input.newGradient();
        top = padding[0];
        left = padding[2];
        image = new float[images.size(2) * images.size(3)];
        framed = new float[height * width];
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
        int width = images.size(2) * images.size(3);
        int framedWidth = result.size(2) * result.size(3);
        float[] whole = new float[images.size(1) * width];
        float[] around = new float[result.size(1) * framedWidth];
        return () -> {
            for (int example = 0; example < images.size(0); example++) {
                images.get(example * whole.length, whole, 0, whole.length);
                for (int row = 0; row < images.size(1); row++) {
                    int at = (row + top) * framedWidth + left * images.size(3);
                    System.arraycopy(whole, row * width, around, at, width);
                }
                result.put(example * around.length, around, 0, around.length);
            }
        };
    }

    private int planes() {
        return input.values().size(0) * input.values().size(1);
    }

    /** Where a row of the image begins within the frame. */
    private int atFrame(int row) {
        return (row + top) * output.values().size(3) + left;
    }

    @Override
    public void forward(boolean training) {
        int width = input.values().size(3);
        Arrays.fill(framed, 0);
        for (int plane = 0; plane < planes(); plane++) {
            input.values().get(plane * image.length, image, 0, image.length);
            for (int row = 0; row < input.values().size(2); row++) {
                System.arraycopy(image, row * width, framed, atFrame(row), width);
            }
            output.values().put(plane * framed.length, framed, 0, framed.length);
        }
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        Values delta = output.gradient();
        int width = input.values().size(3);
        for (int plane = 0; plane < planes(); plane++) {
            delta.get(plane * framed.length, framed, 0, framed.length);
            for (int row = 0; row < input.values().size(2); row++) {
                System.arraycopy(framed, atFrame(row), image, row * width, width);
            }
            below.put(plane * image.length, image, 0, image.length);
        }
    }
}
