package org.gradus.reports.testing;

import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Studies of five hyperparameters: choices, a condition, and an interaction: each optimizer has a best rate of its own, which
 * grows with the batch.
 */
final class ManyParameters {
    private static final int EPOCHS = 5;
    private static final double ADAM = 1.1e-3;
    private static final double SGD = 6e-2;

    private ManyParameters() {}

    /** Sixty trials, the best four and the default with three seeds. */
    static StudyResult five() {
        DemoStudy study = study("five-parameters", 60)
                .baseline(Configuration.builder()
                        .set("learningRate", 1e-3)
                        .set("optimizer", "adam")
                        .set("schedule", "constant")
                        .set("batch", 32)
                        .build());
        search(study, 60, 11);
        study.failed(
                Configuration.builder()
                        .set("learningRate", 2e-3)
                        .set("optimizer", "nesterovs")
                        .set("momentum", 0.9)
                        .set("schedule", "cosine")
                        .set("batch", 256)
                        .build(),
                "trainer threw java.lang.OutOfMemoryError: Java heap space");
        int[] best = best(study, 4);
        int[] again = IntStream.concat(IntStream.of(best), IntStream.of(1)).toArray();
        return study.replicates(3, again)
                .tested(again)
                .closed("all 61 trials were proposed")
                .result();
    }

    /** A thousand trials, the best three with three seeds. */
    static StudyResult thousand() {
        DemoStudy study = study("a-thousand", 1000);
        search(study, 1000, 5);
        return study.replicates(3, best(study, 3))
                .closed("all 1000 trials were proposed")
                .result();
    }

    private static DemoStudy study(String name, int trials) {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("optimizer", "sgd", "nesterovs", "adam")
                .real("momentum", 0.5, 0.99, Scale.LINEAR)
                .when(Condition.when("optimizer", "nesterovs"))
                .categorical("schedule", "constant", "cosine", "one-cycle")
                .integer("batch", 16, 256, Scale.LOG)
                .build();
        return new DemoStudy(name, space, Objective.maximize("validationAccuracy"), trials, EPOCHS)
                .trainingWith(ManyParameters::timesItsBestRate);
    }

    private static double timesItsBestRate(Configuration configuration) {
        double best =
                switch (configuration.category("optimizer")) {
                    case "adam" -> ADAM;
                    case "nesterovs" -> SGD * (1 - configuration.real("momentum"));
                    default -> SGD;
                };
        double schedule = configuration.category("schedule").equals("constant") ? 1 : 1.6;
        return configuration.learningRate().value()
                / (best * schedule * Math.sqrt(configuration.integer("batch") / 32.0));
    }

    private static void search(DemoStudy study, int trials, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < trials; i++) {
            double[] unit = random.doubles(EPOCHS).toArray();
            study.search(study.space().fromUnit(unit), random.nextInt(3) == 0 ? 2 : EPOCHS);
        }
    }

    /** The numbers of the best trials of the search. */
    private static int[] best(DemoStudy study, int count) {
        return study.result().ranking().entries().stream()
                .map(entry -> entry.trial())
                .filter(trial -> trial.purpose() == TrialPurpose.SEARCH)
                .limit(count)
                .mapToInt(ManyParameters::number)
                .toArray();
    }

    private static int number(Trial trial) {
        return trial.id().number();
    }
}
