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
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.gradus.trainers.dl4j.internal.coupling.FastLayers;
import org.gradus.trainers.dl4j.internal.fused.ActivationStage.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Makes the stages of layers, in order. Layers and settings that have none are not approximated: the whole network then stays as it is. */
final class LayerStages {
    private final Arena arena;
    private final ImageStages images;
    private final List<Stage> stages = new ArrayList<>();
    private @Nullable OutputStage output;

    LayerStages(Arena arena) {
        this.arena = arena;
        this.images = new ImageStages(this, arena);
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
        return Optional.empty();
    }

    /** A row for each example. */
    Signal flattened(Signal input) {
        int examples = input.values().size(0);
        return put(new ReshapeStage(input, arena, examples, input.values().length() / examples))
                .output();
    }

    /** The output of a layer; empty if there are no stages for it. */
    Optional<Signal> layer(Layer settings, Parameters parameters, Signal input) {
        if (isChanged(settings) || output != null) {
            return Optional.empty();
        }
        if (settings instanceof LastTimeStep last && last.getIDropout() == null) {
            return input.values().rank() == 3
                    ? lstm(last.getUnderlying(), parameters, input)
                            .map(series -> put(new LastStepStage(series, arena)).output())
                    : Optional.empty();
        }
        if (settings.getClass() == LSTM.class) {
            return lstm(settings, parameters, input);
        }
        return dropped(settings, input).flatMap(kept -> undropped(settings, parameters, kept));
    }

    /** Whether parameters are changed beside the updates, by constraints or noise. */
    private static boolean isChanged(Layer settings) {
        boolean constrained =
                settings.getConstraints() != null && !settings.getConstraints().isEmpty();
        return constrained || (settings instanceof BaseLayer base && base.getWeightNoise() != null);
    }

    /** Of the layers here, Deeplearning4j drops inputs of these alone, although settings for all layers reach the others too. */
    private Optional<Signal> dropped(Layer settings, Signal input) {
        boolean drops = settings instanceof DenseLayer
                || settings instanceof OutputLayer
                || settings instanceof ConvolutionLayer
                || settings instanceof DropoutLayer;
        if (settings.getIDropout() == null || !drops) {
            return Optional.of(input);
        }
        return settings.getIDropout().getClass() == Dropout.class
                        && ((Dropout) settings.getIDropout()).getPSchedule() == null
                ? Optional.of(put(new DropoutStage(((Dropout) settings.getIDropout()).getP(), input, arena))
                        .output())
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
        if (kind == OutputLayer.class && rank == 2) {
            return output((OutputLayer) settings, parameters, input);
        }
        if (settings instanceof ConvolutionLayer convolution && rank == 4) {
            return images.convolution(convolution, parameters, input)
                    .flatMap(sums -> activated(convolution.getActivationFn(), sums, true));
        }
        if (kind == SubsamplingLayer.class && rank == 4) {
            return images.pooling((SubsamplingLayer) settings, input);
        }
        if (kind == ZeroPaddingLayer.class && rank == 4) {
            return images.padding((ZeroPaddingLayer) settings, input);
        }
        if (kind == BatchNormalization.class && (rank == 4 || rank == 2)) {
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
        return Optional.empty();
    }

    private Signal dense(Parameters parameters, Signal input) {
        return put(new DenseStage(parameters, input, arena)).output();
    }

    private Optional<Signal> output(OutputLayer settings, Parameters parameters, Signal input) {
        boolean known = settings.getActivationFn() instanceof ActivationSoftmax
                && settings.getLossFn() instanceof LossMCXENT loss
                && loss.getWeights() == null;
        if (!known) {
            return Optional.empty();
        }
        Signal sums = dense(parameters, input);
        output = put(new OutputStage(sums, ((LossMCXENT) settings.getLossFn()).getSoftmaxClipEps()));
        return Optional.of(sums);
    }

    private Optional<Signal> normalization(BatchNormalization settings, Parameters parameters, Signal input) {
        return settings.isLockGammaBeta() || settings.getCnn2DFormat() != CNN2DFormat.NCHW
                ? Optional.empty()
                : Optional.of(put(new BatchNormStage(parameters, settings, input, arena))
                        .output());
    }

    private Optional<Signal> lstm(Layer settings, Parameters parameters, Signal input) {
        boolean known = settings.getClass() == LSTM.class
                && !isChanged(settings)
                && settings.getIDropout() == null
                && ((LSTM) settings).getActivationFn() instanceof ActivationTanH
                && ((LSTM) settings).getGateActivationFn() instanceof ActivationSigmoid
                && ((LSTM) settings).getRnnDataFormat() != RNNFormat.NWC
                && input.values().rank() == 3;
        return known ? Optional.of(put(new LstmStage(parameters, input, arena)).output()) : Optional.empty();
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
        return function(activation).map(function -> {
            Values written = overwrites
                    ? input.values()
                    : arena.allocate(input.values().array().shape());
            return put(new ActivationStage(function, input, written, arena)).output();
        });
    }

    /** Empty if it has no stage, as those whose slope is no function of their value. */
    private static Optional<Function> function(IActivation activation) {
        if (FastLayers.isPlainRelu(activation)) {
            return Optional.of(Function.RELU);
        }
        if (activation instanceof ActivationTanH) {
            return Optional.of(Function.TANH);
        }
        if (activation instanceof ActivationSigmoid) {
            return Optional.of(Function.SIGMOID);
        }
        if (activation instanceof ActivationReLU6) {
            return Optional.of(Function.RELU6);
        }
        if (activation instanceof ActivationELU elu && elu.getAlpha() == 1) {
            return Optional.of(Function.ELU);
        }
        return activation instanceof ActivationLReLU leaky && leaky.getAlpha() > 0 && leaky.getAlpha() <= 1
                ? Optional.of(Function.leaky((float) leaky.getAlpha()))
                : Optional.empty();
    }
}
