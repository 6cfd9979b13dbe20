package org.gradus.trainers.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** Trains all of {@link LayerZoo} for a few steps and prints the losses and evaluations. */
final class TrainEveryLayer {
    private static final int EPOCHS = 2;
    private static final int SERIES_VALUES = 4;

    private TrainEveryLayer() {}

    /** Batch losses of every step, then the validation losses of every epoch, by network. */
    static Map<String, List<Double>> losses() throws Exception {
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        for (int channels : new int[] {1, 3, 5}) {
            InMemoryData data = data(channels, LayerZoo.SIDE, LayerZoo.SIDE);
            for (var entry : LayerZoo.networks(channels).entrySet()) {
                Dl4jTrainer trainer = Dl4jTrainer.of(c -> entry.getValue(), data);
                losses.put(entry.getKey() + ", channels: " + channels, losses(trainer));
            }
        }
        for (int channels : new int[] {1, 3}) {
            InMemoryData rowsFirst = data(LayerZoo.SIDE, LayerZoo.SIDE, channels);
            losses.put(
                    "rows first, channels: " + channels,
                    losses(Dl4jTrainer.of(c -> LayerZoo.rowsFirst(channels), rowsFirst)));
        }
        InMemoryData series = data(SERIES_VALUES, LayerZoo.SIDE);
        for (var entry : LayerZoo.series(SERIES_VALUES).entrySet()) {
            losses.put(entry.getKey(), losses(Dl4jTrainer.of(c -> entry.getValue(), series)));
        }
        InMemoryData images = data(1, LayerZoo.SIDE, LayerZoo.SIDE);
        for (var entry : LayerZoo.graphs().entrySet()) {
            losses.put(entry.getKey(), losses(Dl4jTrainer.ofGraph(c -> entry.getValue(), images)));
        }
        return losses;
    }

    private static List<Double> losses(Dl4jTrainer trainer) throws Exception {
        Dl4jTrainer batched = trainer.withBatchSize(12);
        TrainingRequest request = TrainerRuns.recordedEvery(TrainerRuns.request(batched, Tiny.rate(0.05), EPOCHS), 1);
        List<CurvePoint> points = TrainerRuns.train(batched, request);
        List<Double> losses = new ArrayList<>();
        points.forEach(point -> losses.add(point.batchLoss()));
        points.forEach(point -> point.validation().ifPresent(v -> losses.add(v.loss())));
        return losses;
    }

    private static InMemoryData data(long... shape) {
        return InMemoryData.of("random", examples(60, 1, shape), examples(13, 2, shape));
    }

    private static Examples examples(int size, long seed, long... shape) {
        Random random = new Random(seed);
        int length = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float[] values = new float[size * length];
        int[] classes = IntStream.range(0, size).map(i -> i % LayerZoo.CLASSES).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + (i / length % LayerZoo.CLASSES == i % LayerZoo.CLASSES ? 1 : 0);
        }
        return Examples.ofClasses(values, shape, classes, LayerZoo.CLASSES);
    }

    static String line(String network, List<Double> losses) {
        return network + ": " + losses.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    public static void main(String[] args) throws Exception {
        losses().forEach((network, losses) -> System.out.println("losses of " + line(network, losses)));
    }
}
