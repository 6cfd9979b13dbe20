package org.gradus.trainers.dl4j.internal.coupling;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.AlgoMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdDataAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdFilterAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.FwdAlgo;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * oneDNN's convolution where it is right, without needless work: the first layer of a network computes no gradient
 * at its input, but says 0. Used by one thread at a time.
 */
final class FastConvolution extends MKLDNNConvHelper {
    /**
     * Up to this number of channels, as images have, the weights' gradient alone is cheaper than oneDNN's whole backward
     * pass.
     */
    private static final int FEW_CHANNELS = 4;

    private final boolean first;

    /**
     * The convolution of one layer.
     *
     * @param first whether the layer's input is the network's, so that no layer wants the gradient there
     */
    FastConvolution(DataType dataType, boolean first) {
        super(dataType);
        this.first = first;
    }

    @Override
    public @Nullable INDArray preOutput(
            INDArray input,
            INDArray weights,
            INDArray bias,
            int[] kernel,
            int[] strides,
            int[] pad,
            AlgoMode mode,
            FwdAlgo forward,
            ConvolutionMode convolutionMode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        return !isRight(dilation, format)
                ? null
                : super.preOutput(
                        input,
                        weights,
                        bias,
                        kernel,
                        strides,
                        pad,
                        mode,
                        forward,
                        convolutionMode,
                        dilation,
                        format,
                        workspaces);
    }

    @Override
    public @Nullable Pair<Gradient, INDArray> backpropGradient(
            INDArray input,
            INDArray weights,
            INDArray bias,
            INDArray delta,
            int[] kernel,
            int[] strides,
            int[] pad,
            @Nullable INDArray biasGradient,
            INDArray weightGradient,
            IActivation activation,
            AlgoMode mode,
            BwdFilterAlgo filter,
            BwdDataAlgo data,
            ConvolutionMode convolutionMode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        if (!isRight(dilation, format)) {
            return null;
        }
        boolean quick = first
                && input.dataType() == DataType.FLOAT
                && weights.dataType() == DataType.FLOAT
                && input.size(1) <= FEW_CHANNELS
                && all(1, strides)
                && isCentred(convolutionMode, kernel);
        if (!quick) {
            return super.backpropGradient(
                    input,
                    weights,
                    bias,
                    delta,
                    kernel,
                    strides,
                    pad,
                    biasGradient,
                    weightGradient,
                    activation,
                    mode,
                    filter,
                    data,
                    convolutionMode,
                    dilation,
                    format,
                    workspaces);
        }
        Gradient gradient = gradient(input, delta, pad, biasGradient, weightGradient);
        return new Pair<>(gradient, workspaces.create(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape()));
    }

    /**
     * Whether oneDNN computes what it should. It refuses dilation with padding, and gives other results and NaN where the
     * channels come last; Deeplearning4j's own convolution, which null asks for, has both.
     */
    private static boolean isRight(int[] dilation, CNN2DFormat format) {
        return format == CNN2DFormat.NCHW && all(1, dilation);
    }

    private static boolean all(int wanted, int[] values) {
        for (int value : values) {
            if (value != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Padded by the same number of pixels on all sides. */
    private static boolean isCentred(ConvolutionMode mode, int[] kernel) {
        return mode != ConvolutionMode.Same || (kernel[0] % 2 == 1 && kernel[1] % 2 == 1);
    }

    /**
     * The gradient at weight (o, i, y, x) sums delta (n, o, row, column) times input (n, i, row + y, column + x) over
     * examples, rows and columns: a convolution in which examples are the channels, and delta are the weights.
     */
    private static Gradient gradient(
            INDArray input, INDArray delta, int[] pad, @Nullable INDArray biasGradient, INDArray weightGradient) {
        INDArray across = delta.permute(1, 0, 2, 3).dup('c');
        INDArray images = input.permute(1, 0, 2, 3);
        DynamicCustomOp convolution = DynamicCustomOp.builder("conv2d")
                .addInputs(input.size(1) == 1 ? images : images.dup('c'), across)
                .addIntegerArguments((int) across.size(2), (int) across.size(3), 1, 1, pad[0], pad[1], 1, 1, 0, 0, 1)
                .build();
        INDArray byInput = Nd4j.exec(convolution)[0];
        weightGradient.assign(byInput.permute(1, 0, 2, 3));
        Gradient gradient = new DefaultGradient();
        if (biasGradient != null) {
            INDArray rows = across.reshape('c', across.size(0), across.length() / across.size(0));
            INDArray ones = Nd4j.ones(across.dataType(), rows.size(1), 1);
            Nd4j.matmul(rows, ones, biasGradient.reshape('c', rows.size(0), 1));
            gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
        }
        gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
        return gradient;
    }
}
