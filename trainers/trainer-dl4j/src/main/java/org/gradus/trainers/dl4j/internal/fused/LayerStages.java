package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** Makes the stages of layers, in order. Layers and settings that have none are not approximated: the whole network then stays as it is. */
final class LayerStages {
    private final Arena arena;
    private final int examples;
    private final boolean ofSeries;
    private final ImageStages images;
    private final SeriesStages series;
    private final List<Stage> stages = new ArrayList<>();
    private @Nullable OutputStage output;

    /** @param input a batch of features */
    LayerStages(Values input, Arena arena) {
        this.examples = input.size(0);
        this.ofSeries = input.rank() == 3;
        this.arena = arena;
        this.images = new ImageStages(this, arena);
        this.series = new SeriesStages(this, arena);
    }

    /** All stages made so far. */
    List<Stage> all() {
        return List.copyOf(stages);
    }

    /** The last one, if it computes a loss. */
    Optional<OutputStage> output() {
        return Optional.ofNullable(output);
    }

    <S extends Stage> S put(S stage) {
        stages.add(stage);
        return stage;
    }

    /** What stands between layers; empty if there are no stages for it. */
    Optional<Signal> before(@Nullable InputPreProcessor between, Signal input) {
        Values values = input.values();
        if (between == null) {
            return Optional.of(input);
        }
        if (between.getClass() == CnnToFeedForwardPreProcessor.class && values.rank() <= 4) {
            boolean first = ((CnnToFeedForwardPreProcessor) between).getFormat() == CNN2DFormat.NCHW;
            return first ? Optional.of(values.rank() == 2 ? input : flattened(input)) : Optional.empty();
        }
        if (between.getClass() == FeedForwardToCnnPreProcessor.class && values.rank() == 2) {
            FeedForwardToCnnPreProcessor to = (FeedForwardToCnnPreProcessor) between;
            return Optional.of(put(new ReshapeStage(
                            input, arena, values.size(0), to.getNumChannels(), to.getInputHeight(), to.getInputWidth()))
                    .output());
        }
        if (between.getClass() == RnnToFeedForwardPreProcessor.class) {
            boolean first = ((RnnToFeedForwardPreProcessor) between).getRnnDataFormat() == RNNFormat.NCW;
            Signal rows = values.rank() == 2 ? input : series.rows(series.ofSteps(input));
            return first ? Optional.of(rows) : Optional.empty();
        }
        if (between.getClass() == FeedForwardToRnnPreProcessor.class && values.rank() == 2) {
            boolean first = ((FeedForwardToRnnPreProcessor) between).getRnnDataFormat() == RNNFormat.NCW;
            return first ? Optional.of(series.ofRows(input, examples)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Series {steps, examples, values}, whatever form they have; other signals as they are. */
    Signal ofSteps(Signal input) {
        return series.ofSteps(input);
    }

    /** A row for each example. */
    Signal flattened(Signal input) {
        return put(new ReshapeStage(input, arena, examples, input.values().length() / examples))
                .output();
    }

    /** The output of a layer; empty if there are no stages for it. */
    Optional<Signal> layer(Layer settings, Parameters parameters, Signal input) {
        if (isChanged(settings) || output != null) {
            return Optional.empty();
        }
        if (settings instanceof LSTM || settings instanceof LastTimeStep || settings instanceof Bidirectional) {
            return input.values().rank() > 2
                    ? series.recurrent(settings, parameters, series.ofSteps(input))
                    : Optional.empty();
        }
        return dropped(settings, arranged(settings, input)).flatMap(kept -> undropped(settings, parameters, kept));
    }

    /** Series in the form that a layer needs. */
    private Signal arranged(Layer settings, Signal input) {
        boolean asImages = settings instanceof Convolution1DLayer || settings instanceof Subsampling1DLayer;
        if (asImages) {
            return series.asImages(input);
        }
        return settings instanceof RnnOutputLayer ? series.ofSteps(input) : input;
    }

    /** Whether parameters are changed beside the updates, by constraints or noise. */
    static boolean isChanged(Layer settings) {
        boolean constrained =
                settings.getConstraints() != null && !settings.getConstraints().isEmpty();
        return constrained || (settings instanceof BaseLayer base && base.getWeightNoise() != null);
    }

    /**
     * Of the layers here, Deeplearning4j drops inputs of these alone, although settings for all layers reach the others too. Between layers of
     * rows for each step, its masks are in another order.
     */
    private Optional<Signal> dropped(Layer settings, Signal input) {
        boolean drops = settings instanceof DenseLayer
                || settings instanceof BaseOutputLayer
                || settings instanceof ConvolutionLayer
                || settings instanceof DropoutLayer;
        if (settings.getIDropout() == null || !drops) {
            return Optional.of(input);
        }
        if (settings instanceof RnnOutputLayer) {
            return series.dropped(settings, input);
        }
        return input.values().size(0) == examples
                ? plain(settings)
                        .map(dropout -> put(DropoutStage.of(dropout.getP(), input, arena))
                                .output())
                : Optional.empty();
    }

    /** The dropout of a layer that has some, unless it is of another kind. */
    static Optional<Dropout> plain(Layer settings) {
        return settings.getIDropout().getClass() == Dropout.class
                        && ((Dropout) settings.getIDropout()).getPSchedule() == null
                ? Optional.of((Dropout) settings.getIDropout())
                : Optional.empty();
    }

    private Optional<Signal> undropped(Layer settings, Parameters parameters, Signal input) {
        Class<?> kind = settings.getClass();
        int rank = input.values().rank();
        if (kind == DenseLayer.class && rank == 2) {
            DenseLayer dense = (DenseLayer) settings;
            return dense.hasLayerNorm()
                    ? Optional.empty()
                    : activated(dense.getActivationFn(), dense(parameters, input), true);
        }
        if (kind == OutputLayer.class && rank == 2 && input.values().size(0) == examples) {
            return output(
                    (OutputLayer) settings,
                    parameters,
                    input,
                    examples,
                    parameters.value("W").size(1));
        }
        if (kind == RnnOutputLayer.class
                && rank == 3
                && ((RnnOutputLayer) settings).getRnnDataFormat() == RNNFormat.NCW) {
            long steps = input.values().size(0);
            long width = parameters.value("W").size(1);
            return output((RnnOutputLayer) settings, parameters, series.rows(input), examples, width, steps);
        }
        if (kind == CnnLossLayer.class && rank == 4) {
            return output((CnnLossLayer) settings, input);
        }
        if (settings instanceof ConvolutionLayer convolution && rank == 4) {
            return images.convolution(convolution, parameters, input)
                    .flatMap(sums -> activated(convolution.getActivationFn(), sums, true));
        }
        if (settings instanceof SubsamplingLayer pooling && rank == 4) {
            return images.pooling(pooling, input);
        }
        if (kind == ZeroPaddingLayer.class && rank == 4) {
            return images.padding((ZeroPaddingLayer) settings, input);
        }
        if (kind == BatchNormalization.class && (rank == 2 || (rank == 4 && !ofSeries))) {
            return normalization((BatchNormalization) settings, parameters, input);
        }
        if (kind == ActivationLayer.class) {
            return activated(((ActivationLayer) settings).getActivationFn(), input, false);
        }
        if (kind == DropoutLayer.class && rank != 3) {
            return Optional.of(input);
        }
        if (kind == GlobalPoolingLayer.class && rank == 4) {
            return images.pooling((GlobalPoolingLayer) settings, input);
        }
        if (kind == GlobalPoolingLayer.class && rank == 3) {
            return series.pooling((GlobalPoolingLayer) settings, input);
        }
        if (kind == Upsampling2D.class && rank == 4) {
            return images.upsampling((Upsampling2D) settings, input);
        }
        if (kind == LocalResponseNormalization.class && rank == 4) {
            return images.normalization((LocalResponseNormalization) settings, input);
        }
        return Optional.empty();
    }

    private Signal dense(Parameters parameters, Signal input) {
        return put(new DenseStage(parameters, input, arena)).output();
    }

    private Optional<Signal> output(BaseOutputLayer settings, Parameters parameters, Signal input, long... shape) {
        return Loss.of(settings.getLossFn(), settings.getActivationFn()).map(loss -> {
            Signal sums = dense(parameters, input);
            output = put(new OutputStage(sums, loss, shape));
            return sums;
        });
    }

    /** The loss of each pixel of the images themselves. */
    private Optional<Signal> output(CnnLossLayer settings, Signal images) {
        return settings.getFormat() == CNN2DFormat.NCHW
                ? Loss.of(settings.getLossFn(), settings.getActivationFn()).map(loss -> {
                    Signal rows = put(new PixelRowsStage(images, arena)).output();
                    output = put(new OutputStage(rows, loss, images.values().shape()));
                    return rows;
                })
                : Optional.empty();
    }

    private Optional<Signal> normalization(BatchNormalization settings, Parameters parameters, Signal input) {
        return settings.isLockGammaBeta() || settings.getCnn2DFormat() != CNN2DFormat.NCHW
                ? Optional.empty()
                : Optional.of(put(new BatchNormStage(parameters, settings, input, arena))
                        .output());
    }

    /**
     * The output of an activation function.
     *
     * @param overwrites whether it is written over the input: only over sums that no other stage reads
     */
    private Optional<Signal> activated(IActivation activation, Signal input, boolean overwrites) {
        if (activation instanceof ActivationIdentity) {
            return Optional.of(input);
        }
        return ActivationFunction.of(activation).map(function -> {
            Values written = overwrites && !function.isOfArgument()
                    ? input.values()
                    : arena.allocate(input.values().shape());
            return put(new ActivationStage(function, input, written, arena)).output();
        });
    }
}
