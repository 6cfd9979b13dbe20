package org.gradus.examples.samples;

import java.util.SplittableRandom;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.EpochTrainer;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Seeds;

/** Your own trainer: a model that trains one epoch at a time, with whatever library you have. */
final class OwnTrainer {
    private OwnTrainer() {}

    public static void main(String[] args) {
        StudyResult result = Search.of(EpochTrainer.of("line", Line::new))
                .learningRate(1e-4, 10)
                .objective(Objective.minimize("validationLoss"))
                .trials(12)
                .epochs(10)
                .seed(1)
                .run();
        System.out.println("best: " + result.best().learningRate());
    }

    /** The line y = a + bx, fitted to noisy points of 1 + 2x by stochastic gradient descent. */
    static final class Line implements EpochTrainer.Model {
        private final SplittableRandom points;
        private double a;
        private double b;

        Line(Configuration configuration, Seeds seeds) {
            points = new SplittableRandom(seeds.data());
            a = new SplittableRandom(seeds.init()).nextDouble();
        }

        @Override
        public double trainEpoch(int epoch, double learningRate) {
            double sum = 0;
            for (int i = 0; i < 100; i++) {
                double x = points.nextDouble(-1, 1);
                double error = a + b * x - (1 + 2 * x + 0.1 * points.nextGaussian());
                a -= learningRate * error;
                b -= learningRate * error * x;
                sum += error * error / 2;
            }
            return sum / 100;
        }

        @Override
        public Evaluation validate() {
            return Evaluation.ofLoss((Math.pow(a - 1, 2) + Math.pow(b - 2, 2) / 3) / 2); // half the mean square error
        }
    }
}
