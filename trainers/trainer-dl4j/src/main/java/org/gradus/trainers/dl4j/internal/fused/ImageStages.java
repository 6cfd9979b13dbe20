package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes the stages of layers of images, without their activation functions. */
final class ImageStages {
    private final LayerStages stages;
    private final Arena arena;

    ImageStages(LayerStages stages, Arena arena) {
        this.stages = stages;
        this.arena = arena;
    }

    /** What a layer convolves to; empty if there are no stages for it. */
    Optional<Signal> convolution(ConvolutionLayer settings, Parameters parameters, Signal input) {
        if (settings.getCnn2dDataFormat() != CNN2DFormat.NCHW || isDilated(settings.getDilation())) {
            return Optional.empty();
        }
        if (settings instanceof Convolution1DLayer ofSteps) {
            return convolution(ofSteps, parameters, input);
        }
        Optional<Window> any = Window.of(
                settings.getConvolutionMode(),
                settings.getKernelSize(),
                settings.getStride(),
                settings.getPadding(),
                input.values());
        if (settings.getClass() == ConvolutionLayer.class) {
            return any.filter(seen -> seen.isNative() || isUnfolded(input, seen))
                    .map(seen -> convolution(parameters, seen, input));
        }
        Optional<Window> window = any.filter(Window::isNative);
        if (settings.getClass() == DepthwiseConvolution2D.class) {
            return window.map(seen -> depthwise(parameters, WeightOrder.KERNEL_FIRST, seen, input));
        }
        return settings.getClass() == SeparableConvolution2D.class
                ? window.map(seen -> separable(parameters, seen, input))
                : Optional.empty();
    }

    private static boolean isDilated(int[] dilation) {
        return Arrays.stream(dilation).anyMatch(apart -> apart != 1);
    }

    /** A convolution of series, as images of one row. ND4J reads its weights as {steps, values, filters}, whatever their shape says. */
    private Optional<Signal> convolution(Convolution1DLayer settings, Parameters parameters, Signal input) {
        if (settings.getRnnDataFormat() != RNNFormat.NCW) {
            return Optional.empty();
        }
        INDArray weights = parameters.value("W");
        Parameters ofRow = parameters.withWeights(1, weights.size(2), weights.size(1), weights.size(0));
        return Window.of(
                        settings.getConvolutionMode(),
                        ofRow(settings.getKernelSize(), 1),
                        ofRow(settings.getStride(), 1),
                        ofRow(settings.getPadding(), 0),
                        input.values())
                .map(window -> stages.put(new ConvolutionStage(ofRow, WeightOrder.KERNEL_FIRST, window, input, arena))
                        .output());
    }

    /** A setting for images of one row. */
    private static int[] ofRow(int[] ofSteps, int ofRows) {
        return new int[] {ofRows, ofSteps[0]};
    }

    private Signal convolution(Parameters parameters, Window window, Signal input) {
        return isUnfolded(input, window)
                ? stages.put(new ImageConvolutionStage(parameters, window, input, arena))
                        .output()
                : stages.put(new ConvolutionStage(parameters, WeightOrder.KERNEL_LAST, window, input, arena))
                        .output();
    }

    private boolean isUnfolded(Signal input, Window window) {
        return arena.trains() && ImageConvolutionStage.isFor(input, window);
    }

    private Signal depthwise(Parameters parameters, WeightOrder order, Window window, Signal input) {
        return stages.put(new DepthwiseStage(parameters, order, window, input, arena))
                .output();
    }

    /** A convolution of each channel, and one of all channels at each pixel, which has the bias. */
    private Signal separable(Parameters parameters, Window window, Signal input) {
        Signal channels = depthwise(parameters.only("W", "W"), WeightOrder.KERNEL_LAST, window, input);
        Window pixel = Window.ofPixels(channels.values());
        return stages.put(new ConvolutionStage(
                        parameters.only("pW", "W", "b", "b"), WeightOrder.KERNEL_LAST, pixel, channels, arena))
                .output();
    }

    /** What a layer pools; empty if there are no stages for it. */
    Optional<Signal> pooling(SubsamplingLayer settings, Signal input) {
        PoolingType type = settings.getPoolingType();
        boolean mean = type == PoolingType.AVG && !settings.isAvgPoolIncludePadInDivisor();
        boolean known = (type == PoolingType.MAX || mean)
                && settings.getCnn2dDataFormat() == CNN2DFormat.NCHW
                && !isDilated(settings.getDilation());
        if (!known) {
            return Optional.empty();
        }
        boolean ofSteps = settings instanceof Subsampling1DLayer;
        Optional<Window> window = Window.of(
                settings.getConvolutionMode(),
                ofSteps ? ofRow(settings.getKernelSize(), 1) : settings.getKernelSize(),
                ofSteps ? ofRow(settings.getStride(), 1) : settings.getStride(),
                ofSteps ? ofRow(settings.getPadding(), 0) : settings.getPadding(),
                input.values());
        return mean
                ? window.map(seen ->
                        stages.put(new AveragePoolingStage(seen, input, arena)).output())
                : window.map(seen ->
                        stages.put(new MaxPoolingStage(seen, input, arena)).output());
    }

    /** Images with zeros around them; empty if channels come last. */
    Optional<Signal> padding(ZeroPaddingLayer settings, Signal input) {
        return settings.getDataFormat() == CNN2DFormat.NCHW
                ? Optional.of(stages.put(new PaddingStage(settings.getPadding(), input, arena))
                        .output())
                : Optional.empty();
    }

    /** Images whose pixels are repeated; empty if channels come last. */
    Optional<Signal> upsampling(Upsampling2D settings, Signal input) {
        return settings.getFormat() == CNN2DFormat.NCHW
                ? Optional.of(stages.put(new UpsamplingStage(settings.getSize(), input, arena))
                        .output())
                : Optional.empty();
    }

    /** Local response normalization; empty if channels come last or the exponent is another. */
    Optional<Signal> normalization(LocalResponseNormalization settings, Signal input) {
        return settings.getDataFormat() == CNN2DFormat.NCHW && settings.getBeta() == ResponseNormStage.EXPONENT
                ? Optional.of(stages.put(new ResponseNormStage(settings, input, arena))
                        .output())
                : Optional.empty();
    }

    /** The mean or the largest of all pixels; empty if a layer pools otherwise. */
    Optional<Signal> pooling(GlobalPoolingLayer settings, Signal input) {
        int[] over = settings.getPoolingDimensions();
        if (!settings.isCollapseDimensions() || (over != null && !Arrays.equals(over, new int[] {2, 3}))) {
            return Optional.empty();
        }
        return switch (settings.getPoolingType()) {
            case AVG ->
                Optional.of(stages.put(new MeanPoolingStage(input, arena)).output());
            case MAX ->
                Optional.of(stages.flattened(stages.put(new MaxPoolingStage(Window.ofAll(input.values()), input, arena))
                        .output()));
            default -> Optional.empty();
        };
    }
}
