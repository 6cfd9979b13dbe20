package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Makes the stages of layers of series, which are {steps, examples, values} or images of one row. */
final class SeriesStages {
    private static final int SERIES = 3;
    private static final int IMAGES = 4;

    private final LayerStages stages;
    private final Arena arena;

    /** The outputs of LSTMs. */
    private final Set<Signal> recurrences = new HashSet<>();

    SeriesStages(LayerStages stages, Arena arena) {
        this.stages = stages;
        this.arena = arena;
    }

    /** Series {steps, examples, values}. */
    Signal ofSteps(Signal series) {
        return series.values().rank() == IMAGES ? turned(series) : series;
    }

    /** Series as images {examples, values, 1, steps}. */
    Signal asImages(Signal series) {
        return series.values().rank() == SERIES ? turned(series) : series;
    }

    private Signal turned(Signal series) {
        return stages.put(new SeriesOrderStage(series, arena)).output();
    }

    /** A row for each step of each example. */
    Signal rows(Signal series) {
        Values values = series.values();
        return stages.put(new ReshapeStage(series, arena, (long) values.size(0) * values.size(1), values.size(2)))
                .output();
    }

    /** Series of the rows of {@link #rows}. */
    Signal ofRows(Signal rows, int examples) {
        Values values = rows.values();
        return stages.put(new ReshapeStage(rows, arena, values.size(0) / examples, examples, values.size(1)))
                .output();
    }

    /** The output of a recurrent layer; empty if there are no stages for it. */
    Optional<Signal> recurrent(Layer settings, Parameters parameters, Signal input) {
        if (settings.getClass() == LastTimeStep.class) {
            return settings.getIDropout() == null
                    ? recurrent(((LastTimeStep) settings).getUnderlying(), parameters, input)
                            .map(series ->
                                    stages.put(new LastStepStage(series, arena)).output())
                    : Optional.empty();
        }
        if (settings.getClass() == Bidirectional.class) {
            return bidirectional((Bidirectional) settings, parameters, input);
        }
        return isKnown(settings)
                ? dropped(settings, input).map(kept -> lstm(parameters, kept, false))
                : Optional.empty();
    }

    /** What dropout leaves of series whose order in Deeplearning4j's memory is known; empty if it is not, or dropout is of another kind. */
    Optional<Signal> dropped(Layer settings, Signal input) {
        if (settings.getIDropout() == null) {
            return Optional.of(input);
        }
        boolean ofRecurrence = recurrences.contains(input);
        if (!ofRecurrence && input.isTrained()) {
            return Optional.empty();
        }
        return LayerStages.plain(settings).map(dropout -> {
            double kept = dropout.getP();
            if (!arena.trains()) {
                return stages.put(DropoutStage.of(kept, input, arena)).output();
            }
            return stages.put(
                            ofRecurrence
                                    ? DropoutStage.ofRecurrence(kept, input, arena)
                                    : DropoutStage.ofInput(kept, input, arena))
                    .output();
        });
    }

    private static boolean isKnown(Layer settings) {
        return settings.getClass() == LSTM.class
                && !LayerStages.isChanged(settings)
                && ((LSTM) settings).getActivationFn() instanceof ActivationTanH
                && ((LSTM) settings).getGateActivationFn() instanceof ActivationSigmoid
                && ((LSTM) settings).getRnnDataFormat() != RNNFormat.NWC;
    }

    private Signal lstm(Parameters parameters, Signal input, boolean reversed) {
        Signal output =
                stages.put(new LstmStage(parameters, input, reversed, arena)).output();
        recurrences.add(output);
        return output;
    }

    private Optional<Signal> bidirectional(Bidirectional settings, Parameters parameters, Signal input) {
        boolean known = Stream.of(settings.getFwd(), settings.getBwd())
                .allMatch(one -> isKnown(one) && one.getIDropout() == null);
        if (!known || settings.getIDropout() != null || settings.getMode() == Bidirectional.Mode.MUL) {
            return Optional.empty();
        }
        List<Signal> both = List.of(
                lstm(parameters.only("fW", "W", "fRW", "RW", "fb", "b"), input, false),
                lstm(parameters.only("bW", "W", "bRW", "RW", "bb", "b"), input, true));
        return Optional.of(
                switch (settings.getMode()) {
                    case CONCAT -> stages.put(new MergeStage(both, arena)).output();
                    case AVERAGE -> halved(sum(both));
                    default -> sum(both);
                });
    }

    private Signal sum(List<Signal> terms) {
        return stages.put(new SumStage(terms, arena)).output();
    }

    private Signal halved(Signal sum) {
        return stages.put(new ActivationStage(ActivationFunction.multiple(0.5f), sum, sum.values(), arena))
                .output();
    }

    /** The mean or the largest of all steps; empty if a layer pools otherwise. */
    Optional<Signal> pooling(GlobalPoolingLayer settings, Signal input) {
        int[] over = settings.getPoolingDimensions();
        PoolingType type = settings.getPoolingType();
        boolean known = settings.isCollapseDimensions()
                && (over == null || Arrays.equals(over, new int[] {2}))
                && (type == PoolingType.AVG || type == PoolingType.MAX);
        return known
                ? Optional.of(stages.put(new SeriesPoolingStage(type == PoolingType.MAX, input, arena))
                        .output())
                : Optional.empty();
    }
}
