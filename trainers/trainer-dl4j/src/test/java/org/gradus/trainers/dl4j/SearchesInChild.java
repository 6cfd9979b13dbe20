package org.gradus.trainers.dl4j;

import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** Runs a given number of searches, two trainings at a time, while another thread collects garbage all the time. */
public final class SearchesInChild {
    private SearchesInChild() {}

    public static void main(String[] args) {
        InMemoryData data = Tiny.data();
        Thread collector = new Thread(() -> {
            while (true) {
                System.gc();
            }
        });
        collector.setDaemon(true);
        collector.start();
        for (int number = 1; number <= Integer.parseInt(args[0]); number++) {
            StudyResult result = Search.of(
                            Dl4jTrainer.of(Tiny::convolutional, data).withBatchSize(16))
                    .learningRate(1e-4, 1)
                    .strategy(ToyStrategies.rates(0.01, 0.03, 0.1, 0.3))
                    .trials(4)
                    .epochs(3)
                    .seed(number)
                    .parallelism(2)
                    .run();
            System.out.println("search " + number + " best " + result.best().learningRate());
        }
    }
}
