package org.gradus.trainers.dl4j.internal.fused;

import org.gradus.trainers.dl4j.internal.coupling.DropoutMask;

/** Dropout (Srivastava et al. 2014): each value is kept with a probability, and then divided by it. */
final class DropoutStage implements Stage {
    private final double kept;
    private final Signal input;
    private final Signal output;
    private final Values mask;
    private Values gradient;

    DropoutStage(double kept, Signal input, Arena arena) {
        this.kept = kept;
        this.input = input;
        output = new Signal(arena.allocate(input.values().array().shape()), input.isTrained(), arena);
        mask = arena.allocateForTraining(input.values());
        gradient = mask;
        input.takeGradient(() -> gradient);
    }

    Signal input() {
        return input;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        if (training) {
            DropoutMask.draw(mask.array(), kept);
            Pieces.write(output.values(), input.values(), mask, Kernels::multiply);
        } else {
            Pieces.copy(input.values(), output.values());
        }
    }

    @Override
    public void backward() {
        if (output.isTrained()) {
            gradient = output.gradient();
            Pieces.change(gradient, mask, Kernels::multiply);
        }
    }
}
