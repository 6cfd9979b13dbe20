package org.gradus.examples.samples;

import java.nio.file.Path;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.trial.Objective;
import org.gradus.reports.HtmlReport;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** A first search: the learning rate of a network, and a report to send to somebody who was not there. */
final class FirstSearch {
    private FirstSearch() {}

    public static void main(String[] args) {
        InMemoryData data = FashionImages.load();
        // README
        StudyResult result = Search.of(
                        Dl4jTrainer.of(FashionCnn::configure, data).withBatchSize(32))
                .named("fashion-cnn")
                .learningRate(1e-5, 1.0)
                .objective(Objective.maximize("validationAccuracy"))
                .strategy(Strategies.auto())
                .trials(16) // rates to try; sweeps and repetitions come on top
                .epochs(5)
                .replicates(3)
                .parallelism(2) // add .round(2) for a result that does not depend on which trial ends first
                .seed(42)
                .progress()
                .run();
        System.out.println(result); // the best trial, its rate and accuracy, what the search cost
        HtmlReport.write(result, Path.of("report.html"));
        // README
    }
}
