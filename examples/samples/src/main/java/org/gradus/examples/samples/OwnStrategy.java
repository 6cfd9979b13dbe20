package org.gradus.examples.samples;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.dl4j.Dl4jTrainer;

/** Your own strategy: a function of the study so far and of random numbers, which keeps nothing between calls. */
final class OwnStrategy {
    private OwnStrategy() {}

    public static void main(String[] args) {
        StudyResult result = Search.of(Dl4jTrainer.of(FashionCnn::configure, FashionImages.load()))
                .learningRate(1e-5, 1.0)
                .objective(Objective.maximize("validationAccuracy"))
                .strategy(new NearTheBest(0.2))
                .trials(8)
                .epochs(3)
                .seed(1)
                .run();
        System.out.println("best: " + result.best().learningRate());
    }

    /**
     * Steps from the best trial so far, in the unit cube that the space maps to and from; the first from the middle.
     *
     * @param deviation of a step in each dimension, above 0
     */
    record NearTheBest(double deviation) implements Strategy {
        @Override
        public String name() {
            return "near-the-best";
        }

        @Override
        public Proposal propose(StudyView study, RandomGenerator random) {
            double[] from = study.bestCompleted()
                    .map(best -> study.space().toUnit(best.configuration()))
                    .orElseGet(() -> middle(study.space().dimensions()));
            double[] to = Arrays.stream(from)
                    .map(x -> Math.min(1, Math.max(0, x + deviation * random.nextGaussian())))
                    .toArray();
            return Proposal.suggest(study.space().fromUnit(to), "a step from the best so far");
        }

        private static double[] middle(int dimensions) {
            double[] middle = new double[dimensions];
            Arrays.fill(middle, 0.5);
            return middle;
        }
    }
}
