package example;

import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Objective;
import org.gradus.reports.HtmlReport;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A first search: is a point inside the unit circle? */
final class FirstSearch {
    private FirstSearch() {}

    public static void main(String[] args) {
        InMemoryData data = InMemoryData.of("circle", points(1024, 1), points(512, 2), points(512, 3));
        StudyResult result = Search.of(Dl4jTrainer.of(FirstSearch::network, data))
                .named("circle")
                .learningRate(1e-5, 1.0)
                .objective(Objective.maximize("validationAccuracy"))
                .strategy(Strategies.auto())
                .trials(8)
                .epochs(3)
                .seed(1)
                .run();
        HtmlReport.write(result, Path.of("report.html"));
        System.out.println("best rate: " + result.best().learningRate());
    }

    /** Any updater that has a rate; the search sets it. */
    private static MultiLayerConfiguration network(Configuration configuration) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Adam())
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(16)
                        .nOut(2)
                        .build())
                .build();
    }

    private static Examples points(int count, long seed) {
        Random random = new Random(seed);
        float[] coordinates = new float[2 * count];
        int[] inside = new int[count];
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            coordinates[2 * i] = (float) x;
            coordinates[2 * i + 1] = (float) y;
            inside[i] = x * x + y * y < 1 ? 1 : 0;
        }
        return Examples.ofClasses(coordinates, new long[] {2}, inside, 2);
    }
}
