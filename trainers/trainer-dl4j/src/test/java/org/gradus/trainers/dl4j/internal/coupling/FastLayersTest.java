package org.gradus.trainers.dl4j.internal.coupling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.LayerZoo;
import org.gradus.trainers.dl4j.TrainEveryLayer;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.natives.NativeLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The oracle is Deeplearning4j as it comes, without oneDNN and without our layers, in a JVM of its own. */
class FastLayersTest {
    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    /** Sums of floats in another order differ in the last of 7 digits; 10 steps with momentum leave most of the rest. */
    private static Offset<Double> tolerance(double expected) {
        return Offset.offset(1e-4 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void everyLayerLearnsAsDeeplearning4jHasItBuiltIn() throws Exception {
        assumeTrue(NativeLibrary.platform().endsWith("x86_64"), "this machine has one kind of natives only");
        Map<String, List<Double>> expected = asItComes();
        Map<String, List<Double>> found = TrainEveryLayer.losses();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        SoftAssertions softly = new SoftAssertions();
        found.forEach((network, losses) -> compare(softly, network, losses, expected.get(network)));
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, String network, List<Double> losses, List<Double> expected) {
        softly.assertThat(losses).as(network).hasSameSizeAs(expected);
        for (int i = 0; i < Math.min(losses.size(), expected.size()); i++) {
            softly.assertThat(losses.get(i))
                    .as("%s, loss %s of %s", network, i, losses)
                    .isCloseTo(expected.get(i), tolerance(expected.get(i)));
        }
    }

    private static Map<String, List<Double>> asItComes() throws Exception {
        Process child = ChildJvm.of(TrainEveryLayer.class)
                .withOption("-D" + Dl4jEnvironment.HELPERS_PROPERTY + "=true")
                .withOption("-D" + NativeLibrary.EXTENSION_PROPERTY + "=")
                .process()
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, List<Double>> losses = new TreeMap<>();
        for (String line : child.inputReader().lines().toList()) {
            if (line.startsWith("losses of ")) {
                int end = line.lastIndexOf(": ");
                List<Double> values = new ArrayList<>();
                for (String value : line.substring(end + 2).split(" ")) {
                    values.add(Double.valueOf(value));
                }
                losses.put(line.substring("losses of ".length(), end), values);
            }
        }
        assertThat(child.waitFor()).isZero();
        return losses;
    }

    @Test
    void layersOfANetworkAreReplaced() {
        MultiLayerNetwork network =
                new MultiLayerNetwork(LayerZoo.networks(1).get("plain").clone());
        network.init();
        FastLayers.install(network);
        assertThat(network.getLayers()).extracting(Layer::getClass).contains(FastDense.class);
        assertThat(network.getLayer(0).conf().getLayer())
                .extracting("activationFn")
                .isInstanceOf(FastRelu.class);
    }

    @Test
    void layersOfAGraphAreReplacedInTheirVertices() {
        ComputationGraph graph =
                new ComputationGraph(LayerZoo.graphs().get("branches").clone());
        graph.init();
        FastLayers.install(graph);
        assertThat(graph.getVertex("dense").getLayer()).isInstanceOf(FastDense.class);
        assertThat(graph.getLayers()).contains(graph.getVertex("dense").getLayer());
    }

    @Test
    void layerNormalizationStaysAsItIs() {
        MultiLayerNetwork network =
                new MultiLayerNetwork(LayerZoo.networks(1).get("layer norm").clone());
        network.init();
        FastLayers.install(network);
        assertThat(network.getLayers()).extracting(Layer::getClass).doesNotContain(FastDense.class);
    }
}
