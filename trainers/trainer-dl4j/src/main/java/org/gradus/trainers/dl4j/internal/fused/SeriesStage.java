package org.gradus.trainers.dl4j.internal.fused;

/** Turns series from Deeplearning4j's order {examples, values, steps} into {steps, examples, values}, at the network's input. */
final class SeriesStage implements Stage {
    private final Values given;
    private final Signal output;
    private final float[] in;
    private final float[] out;

    SeriesStage(Values given, Arena arena) {
        this.given = given;
        output = new Signal(arena.allocate(given.size(2), given.size(0), given.size(1)), false, arena);
        in = new float[given.size(1) * given.size(2)];
        out = new float[given.size(1)];
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        int steps = given.size(2);
        for (int example = 0; example < given.size(0); example++) {
            given.get(example * in.length, in, 0, in.length);
            for (int step = 0; step < steps; step++) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = in[i * steps + step];
                }
                output.values().put((step * given.size(0) + example) * out.length, out, 0, out.length);
            }
        }
    }

    @Override
    public void backward() {}
}
