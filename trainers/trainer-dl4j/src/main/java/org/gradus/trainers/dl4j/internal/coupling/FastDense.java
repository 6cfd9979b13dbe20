package org.gradus.trainers.dl4j.internal.coupling;

import static java.util.Objects.requireNonNull;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense layer that multiplies matrices by oneDNN. ND4J does so only where the product is in row order, and
 * Deeplearning4j asks for column order. It also keeps what it gave for the backward pass. Without layer normalization.
 */
final class FastDense extends DenseLayer {
    private static final long serialVersionUID = 1L;

    private final transient KeptOutput kept = new KeptOutput();

    private FastDense(DenseLayer plain) {
        super(plain.conf(), plain.params().dataType());
    }

    /** A layer with the same parameters, in the same place. */
    static FastDense inPlaceOf(DenseLayer plain) {
        return FastLayers.placed(new FastDense(plain), plain);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray output = super.activate(training, workspaces);
        if (training && maskArray == null) {
            kept.keep(input, output, layerConf().getActivationFn());
        }
        return output;
    }

    @Override
    protected Pair<INDArray, INDArray> preOutputWithPreNorm(
            boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
        INDArray again = kept.take(input);
        if (forBackprop && again != null) {
            return new Pair<>(again, again);
        }
        INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
        if (input.rank() != 2 || input.size(1) != weights.size(0)) {
            return super.preOutputWithPreNorm(training, forBackprop, workspaces); // Says what does not fit.
        }
        applyDropOutIfNecessary(training, workspaces);
        weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces);
        INDArray z = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, weights.dataType(), new long[] {input.size(0), weights.size(1)}, 'c');
        Nd4j.matmul(input.castTo(z.dataType()), weights, z);
        if (hasBias()) {
            z.addiRowVector(getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces));
        }
        if (maskArray != null) {
            applyMask(z);
        }
        return new Pair<>(z, z);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray z = preOutputWithPreNorm(true, true, workspaces).getFirst();
        INDArray delta = layerConf().getActivationFn().backprop(z, epsilon).getFirst();
        if (maskArray != null) {
            applyMask(delta);
        }
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
            delta.sum(biasGradient, 0);
            gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
        }
        INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
        INDArray below = workspaces.createUninitialized(
                ArrayType.ACTIVATION_GRAD, delta.dataType(), new long[] {delta.size(0), weights.size(0)}, 'c');
        Nd4j.matmul(delta, weights.transpose(), below);
        INDArray weightGradient = requireNonNull(gradientViews.get(DefaultParamInitializer.WEIGHT_KEY));
        Nd4j.matmul(delta.transpose(), input.castTo(delta.dataType()), weightGradient.transpose());
        gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
        weightNoiseParams.clear();
        return new Pair<>(gradient, backpropDropOutIfPresent(below));
    }
}
