package org.gradus.trainers.dl4j.internal.fused;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.Activation;

/** Networks of {@link FusedZoo} that read series in both directions, pool their steps or convolve them. */
final class SeriesZoo {
    private SeriesZoo() {}

    static Map<String, FusedZoo.Example> layers() {
        Map<String, FusedZoo.Example> zoo = new LinkedHashMap<>();
        for (Bidirectional.Mode mode :
                new Bidirectional.Mode[] {Bidirectional.Mode.CONCAT, Bidirectional.Mode.ADD, Bidirectional.Mode.AVERAGE
                }) {
            zoo.put(
                    "both directions " + mode,
                    FusedZoo.series(
                            new Bidirectional(mode, FusedZoo.lstm(4)),
                            new LastTimeStep(new Bidirectional(mode, FusedZoo.lstm(3))),
                            FusedZoo.output()));
        }
        zoo.put(
                "mean of steps",
                FusedZoo.series(
                        new Bidirectional(FusedZoo.lstm(4)),
                        FusedZoo.lstm(3),
                        new GlobalPoolingLayer(PoolingType.AVG),
                        FusedZoo.output()));
        zoo.put(
                "largest of steps",
                FusedZoo.series(FusedZoo.lstm(4), new GlobalPoolingLayer(PoolingType.MAX), FusedZoo.output()));
        zoo.put(
                "mean of the input's steps",
                FusedZoo.series(
                        new GlobalPoolingLayer(PoolingType.AVG), FusedZoo.dense(Activation.TANH), FusedZoo.output()));
        zoo.put(
                "dense at each step",
                FusedZoo.series(
                        FusedZoo.lstm(4), FusedZoo.dense(Activation.TANH), FusedZoo.last(3), FusedZoo.output()));
        zoo.put(
                "convolved steps",
                FusedZoo.series(
                        steps(3, 1).build(),
                        new Subsampling1DLayer.Builder(PoolingType.MAX, 2, 2, 0).build(),
                        steps(3, 1).build(),
                        new GlobalPoolingLayer(PoolingType.AVG),
                        FusedZoo.output()));
        zoo.put(
                "convolved steps with strides and means",
                FusedZoo.series(
                        steps(3, 2).build(),
                        new Subsampling1DLayer.Builder(PoolingType.AVG, 2, 1, 0).build(),
                        new GlobalPoolingLayer(PoolingType.MAX),
                        FusedZoo.output()));
        zoo.put(
                "convolved steps with padding",
                FusedZoo.series(
                        steps(3, 2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .padding(2)
                                .build(),
                        FusedZoo.last(3),
                        FusedZoo.output()));
        zoo.put("dropout of series", FusedZoo.series(dropped(), dropped(), FusedZoo.last(3), FusedZoo.output()));
        return zoo;
    }

    private static LSTM dropped() {
        return new LSTM.Builder()
                .nOut(4)
                .activation(Activation.TANH)
                .dropOut(0.7)
                .build();
    }

    private static Convolution1DLayer.Builder steps(int length, int stride) {
        return new Convolution1DLayer.Builder(length, stride).nOut(4).activation(Activation.TANH);
    }
}
