package org.gradus.examples.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradus.core.space.Configuration;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network and its data as users name them. In a jar of their own they reach the cluster by {@code --jars}. */
public final class ClusterNet {
    /** The environment variable that names a file; each network that is made adds a line with its rate. */
    static final String MADE = "GRADUS_TEST_MADE";

    /** No network is made for rates between these; at the ends of the range, where a search tries the space first, there are. */
    private static final double FAILS_FROM = 0.05;

    private static final double FAILS_UNTIL = 0.9;

    private static final int PIXELS = 28 * 28;
    private static final int CLASSES = 10;

    private ClusterNet() {}

    public static MultiLayerConfiguration configure(Configuration configuration) {
        double rate = configuration.learningRate().value();
        note(rate);
        if (rate > FAILS_FROM && rate < FAILS_UNTIL) {
            throw new IllegalStateException("no network at " + rate);
        }
        return new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs())
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .list()
                .layer(new ConvolutionLayer.Builder(5, 5).stride(2, 2).nOut(4).build())
                .layer(new DenseLayer.Builder().nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(CLASSES)
                        .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build();
    }

    private static void note(double rate) {
        String file = System.getenv(MADE);
        if (file != null) {
            try {
                Files.writeString(Path.of(file), rate + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static BatchSource data() {
        byte[] images = read("val1000-images-idx3-ubyte.gz", 16);
        byte[] labels = read("val1000-labels-idx1-ubyte.gz", 8);
        return InMemoryData.of(
                "fashion-images",
                examples(images, labels, 0, 320),
                examples(images, labels, 320, 480),
                examples(images, labels, 480, 640));
    }

    private static Examples examples(byte[] images, byte[] labels, int from, int to) {
        float[] pixels = new float[(to - from) * PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (Byte.toUnsignedInt(images[from * PIXELS + i]) - 128) / 128f;
        }
        int[] classes = new int[to - from];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[from + i];
        }
        return Examples.ofClasses(pixels, new long[] {1, 28, 28}, classes, CLASSES);
    }

    private static byte[] read(String name, int header) {
        try (InputStream file = ClusterNet.class.getResourceAsStream("/org/gradus/examples/fashion-mini/" + name);
                DataInputStream in = new DataInputStream(new GZIPInputStream(file))) {
            in.skipNBytes(header);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
