package org.gradus.examples.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;

/**
 * A study whose curves are made and not trained: an epoch is one step, and each is validated.
 *
 * @param name its name in a store
 * @param trials how many trials, at least 1
 * @param epochs the points of each, at least 1
 */
record GeneratedStudy(String name, int trials, int epochs) implements StoredStudy {
    @Override
    public StudyRecord study() {
        Objective objective = Objective.minimize("validationLoss");
        return StoredStudy.record(name, StoredStudy.space(1), objective, StudyBudget.of(trials, epochs), 1, 0);
    }

    /** The points of the epochs after one, to another. */
    static List<CurvePoint> points(double rate, int from, int to) {
        return IntStream.rangeClosed(from + 1, to)
                .mapToObj(epoch -> {
                    double loss = 2 / (1 + epoch * rate);
                    return new CurvePoint(
                            epoch, rate, loss, Optional.empty(), Optional.of(Evaluation.of(loss, 1 / (1 + loss))));
                })
                .toList();
    }

    @Override
    public void events(Consumer<TrialEvent> sink) {
        SplittableRandom random = new SplittableRandom(study().settings().seed());
        for (int number = 1; number <= trials; number++) {
            Configuration configuration = study().space().fromUnit(new double[] {random.nextDouble()});
            List<CurvePoint> points = points(configuration.learningRate().value(), 0, epochs);
            Score score = new Score(points.get(epochs - 1).batchLoss(), epochs);
            Outcome outcome = new Outcome.Completed(Optional.of(score), "trained for all epochs");
            StoredStudy.events(StoredStudy.plan(number, configuration), epochs, points, outcome)
                    .forEach(sink);
        }
    }
}
