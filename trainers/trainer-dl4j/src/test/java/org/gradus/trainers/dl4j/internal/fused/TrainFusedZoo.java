package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Trains all of {@link FusedZoo} and prints the losses of the last steps, for another JVM to compare. */
final class TrainFusedZoo {
    private static final int STEPS = 120;

    private TrainFusedZoo() {}

    /** The loss of the last step of each network. */
    static List<String> losses() {
        Dl4jEnvironment.start();
        List<String> losses = new ArrayList<>();
        FusedZoo.layers().forEach((name, example) -> {
            MultiLayerNetwork network = new MultiLayerNetwork(example.configuration());
            network.init();
            FusedTraining fused = FusedTraining.of(network);
            MultiDataSet batch =
                    FusedTrainingTest.batch(new Random(5), example.shape()).toMultiDataSet();
            double loss = 0;
            for (int step = 0; step < STEPS; step++) {
                Nd4j.getRandom().setSeed(step + 1L);
                loss = fused.fit(batch, step, 0).orElseThrow();
            }
            fused.release();
            losses.add("loss " + name + ": " + loss);
        });
        return losses;
    }

    public static void main(String[] args) {
        losses().forEach(System.out::println);
    }
}
