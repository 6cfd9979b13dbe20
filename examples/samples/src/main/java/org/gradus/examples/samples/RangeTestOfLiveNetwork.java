package org.gradus.examples.samples;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.trainers.dl4j.RangeTest;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** A range test of a network that you have, half trained maybe: it is read, and stays bit for bit what it was. */
final class RangeTestOfLiveNetwork {
    private RangeTestOfLiveNetwork() {}

    public static void main(String[] args) {
        InMemoryData data = FashionImages.load();
        MultiLayerNetwork network =
                new MultiLayerNetwork(FashionCnn.configure(Configuration.of(new LearningRate(1e-2))));
        network.init();
        RangeTestResult result = RangeTest.on(network, data)
                .rates(1e-5, 10)
                .curvature(true)
                .seed(1)
                .run();
        System.out.println(result.analysis().words());
        result.analysis().flags().forEach(flag -> System.out.println("Not sure: " + flag.words()));
        result.curvature().map(Curvature::words).ifPresent(System.out::println);
    }
}
