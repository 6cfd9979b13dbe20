package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Unchanged Deeplearning4j: a program that trains without anything of Gradus, to compare with. First it trains the first
 * steps and prints the loss of each; then it reads numbers of seconds, trains that long, and prints the images a second.
 * It ends with its input. Its class path has Deeplearning4j and the classes {@link PlainClassPath#PROGRAM}, nothing else.
 */
final class PlainLoop {
    private static final double NANOS = 1e9;

    private final MultiLayerNetwork network;
    private final List<DataSet> batches;
    private int next;

    private PlainLoop(MultiLayerNetwork network, List<DataSet> batches) {
        this.network = network;
        this.batches = batches;
    }

    /** Arguments: a {@link BatchFile}, the images in a batch, the seed of the parameters, the steps whose loss is printed. */
    public static void main(String[] args) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(BenchmarkCnn.configuration(Long.parseLong(args[2])));
        network.init();
        PlainLoop loop = new PlainLoop(network, read(Path.of(args[0]), Integer.parseInt(args[1])));
        for (int step = 0; step < Integer.parseInt(args[3]); step++) {
            loop.step();
            System.out.println("loss " + network.score());
        }
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String seconds = orders.readLine();
        while (seconds != null) {
            System.out.println("rate " + loop.imagesPerSecond(Double.parseDouble(seconds)));
            seconds = orders.readLine();
        }
    }

    private int step() {
        DataSet batch = batches.get(next);
        next = (next + 1) % batches.size();
        network.fit(batch);
        return batch.numExamples();
    }

    private double imagesPerSecond(double seconds) {
        long start = System.nanoTime();
        long images = 0;
        double passed;
        do {
            images += step();
            passed = (System.nanoTime() - start) / NANOS;
        } while (passed < seconds);
        return images / passed;
    }

    private static List<DataSet> read(Path file, int size) throws IOException {
        int pixels = BenchmarkCnn.SIDE * BenchmarkCnn.SIDE;
        FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        List<DataSet> batches = new ArrayList<>();
        while (values.hasRemaining()) {
            float[] features = new float[size * pixels];
            float[] labels = new float[size * BenchmarkCnn.CLASSES];
            values.get(features).get(labels);
            batches.add(new DataSet(
                    Nd4j.create(features, new int[] {size, 1, BenchmarkCnn.SIDE, BenchmarkCnn.SIDE}),
                    Nd4j.create(labels, new int[] {size, BenchmarkCnn.CLASSES})));
        }
        return batches;
    }
}
