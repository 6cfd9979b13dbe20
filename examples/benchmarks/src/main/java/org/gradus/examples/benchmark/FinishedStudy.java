package org.gradus.examples.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;

/**
 * Studies of finished trials to propose the next trial for. The accuracy is a smooth hill with a little noise; beyond an
 * edge of the learning rate trials diverge. Every other trial lies near the top, as those of a search do.
 *
 * @param dimensions the number of parameters: the learning rate and real ones, at least 1
 * @param trials how many are finished, at least 1
 */
record FinishedStudy(int dimensions, int trials) {
    private static final double TOP = 0.6;
    private static final double EDGE = 0.85;
    private static final double NEAR = 0.1;
    private static final double NOISE = 0.005;
    private static final Objective OBJECTIVE = Objective.maximize("validationAccuracy");

    SearchSpace space() {
        return StoredStudy.space(dimensions);
    }

    /** What may be spent: ten times as many trials as are finished. */
    StudyBudget budget() {
        return StudyBudget.of(10 * trials, 1);
    }

    /** A study; each seed makes another. */
    StudyView view(long seed) {
        SearchSpace space = space();
        SplittableRandom random = new SplittableRandom(seed);
        StudyFold fold = new StudyFold(space, OBJECTIVE, budget(), seed);
        for (int number = 1; number <= trials; number++) {
            events(number, space, random).forEach(fold::apply);
        }
        return fold.view();
    }

    private List<TrialEvent> events(int number, SearchSpace space, SplittableRandom random) {
        double[] unit = new double[dimensions];
        double distance = 0;
        for (int i = 0; i < dimensions; i++) {
            unit[i] = number % 2 == 0 ? random.nextDouble() : TOP + NEAR * (2 * random.nextDouble() - 1);
            distance += (unit[i] - TOP) * (unit[i] - TOP) / dimensions;
        }
        double accuracy = 0.9 - distance + NOISE * (2 * random.nextDouble() - 1);
        boolean diverges = unit[0] > EDGE;
        Configuration configuration = space.fromUnit(unit);
        double rate = configuration.learningRate().value();
        CurvePoint last = diverges
                ? CurvePoint.ofBatch(1, rate, Double.NaN)
                : new CurvePoint(
                        1, rate, 1 - accuracy, Optional.empty(), Optional.of(Evaluation.of(1 - accuracy, accuracy)));
        Outcome outcome = diverges
                ? new Outcome.Diverged(1, "the loss was not finite at step 1")
                : new Outcome.Completed(Optional.of(new Score(OBJECTIVE.toScore(accuracy), 1)), "trained");
        return StoredStudy.events(StoredStudy.plan(number, configuration), 1, List.of(last), outcome);
    }
}
