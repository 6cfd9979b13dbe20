package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows times weights, plus a bias. */
final class DenseStage implements Stage {
    private final Parameters parameters;
    private final Signal input;
    private final Signal output;
    private final NativeOp product;
    private final @Nullable Bias bias;
    private final @Nullable Values below;
    private @Nullable NativeOp belowProduct;
    private @Nullable NativeOp weightProduct;

    DenseStage(Parameters parameters, Signal input, Arena arena) {
        this.parameters = parameters;
        this.input = input;
        INDArray weights = parameters.value("W");
        this.output = new Signal(arena.allocate(input.values().size(0), weights.size(1)), true, arena);
        this.product = NativeOp.product(
                input.values().array(), weights, output.values().array());
        this.bias = Bias.of(parameters);
        this.below = input.isTrained() ? input.newGradient() : null;
    }

    Signal output() {
        return output;
    }

    /** The product alone, without the bias. */
    EvaluationStage product() {
        return product::run;
    }

    /** What adds the bias to the product, if there is one. */
    Optional<MergedStage.Step> bias() {
        return Optional.ofNullable(bias).map(Bias::step);
    }

    @Override
    public void forward(boolean training) {
        product.run();
        if (bias != null) {
            bias.addTo(output.values());
        }
    }

    @Override
    public void backward() {
        Values delta = output.gradient();
        if (weightProduct == null) {
            prepare(delta.array());
        }
        requireNonNull(weightProduct).run();
        if (belowProduct != null) {
            belowProduct.run();
        }
        if (bias != null) {
            bias.differentiate(delta);
        }
    }

    /** Results are in row order, so that oneDNN computes them. */
    private void prepare(INDArray delta) {
        INDArray gradient = parameters.gradient("W");
        weightProduct = NativeOp.product(delta.transpose(), input.values().array(), gradient.transpose());
        if (below != null) {
            belowProduct = NativeOp.product(delta, parameters.value("W").transpose(), below.array());
        }
    }
}
