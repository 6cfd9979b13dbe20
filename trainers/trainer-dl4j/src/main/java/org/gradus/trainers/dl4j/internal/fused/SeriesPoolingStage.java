package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;

/** The mean or the largest of all steps of each value of a series; the gradient of the largest goes to the first of the largest. */
final class SeriesPoolingStage implements Stage {
    private final boolean largest;
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final int steps;
    private final float[] pooled;
    private final float[] piece;
    private final int[] best;

    /** @param largest instead of the mean */
    SeriesPoolingStage(boolean largest, Signal input, Arena arena) {
        this.largest = largest;
        this.input = input;
        Values series = input.values();
        steps = series.size(0);
        output = new Signal(arena.allocate(series.size(1), series.size(2)), input.isTrained(), arena);
        below = input.newGradient();
        pooled = new float[output.values().length()];
        piece = new float[pooled.length];
        best = new int[largest ? pooled.length : 0];
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        input.values().get(0, pooled, 0, pooled.length);
        Arrays.fill(best, 0);
        for (int step = 1; step < steps; step++) {
            input.values().get(step * pooled.length, piece, 0, pooled.length);
            if (largest && training) {
                take(step);
            } else if (largest) {
                Kernels.larger(pooled, piece, pooled.length);
            } else {
                Kernels.add(pooled, 0, piece, 0, pooled.length);
            }
        }
        if (!largest) {
            Kernels.scale(pooled, 0, pooled.length, 1f / steps, 0);
        }
        output.values().put(0, pooled, 0, pooled.length);
    }

    private void take(int step) {
        for (int i = 0; i < pooled.length; i++) {
            best[i] = piece[i] > pooled[i] ? step : best[i];
            pooled[i] = Math.max(pooled[i], piece[i]);
        }
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        output.gradient().get(0, pooled, 0, pooled.length);
        if (!largest) {
            Kernels.scale(pooled, 0, pooled.length, 1f / steps, 0);
        }
        for (int step = 0; step < steps; step++) {
            if (largest) {
                for (int i = 0; i < piece.length; i++) {
                    piece[i] = best[i] == step ? pooled[i] : 0;
                }
            }
            below.put(step * pooled.length, largest ? piece : pooled, 0, pooled.length);
        }
    }
}
