package org.gradus.strategies;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.ScriptedSearch;
import org.gradus.core.trial.Objective;

/** The best values that a strategy finds for a function of x and y in the unit square. */
public final class BestFound {
    private static final int SEEDS = 50;

    private final Strategy strategy;
    private final int trials;

    public BestFound(Strategy strategy, int trials) {
        this.strategy = strategy;
        this.trials = trials;
    }

    /** The median over 50 seeds. */
    public double median(ToDoubleFunction<double[]> function) {
        double[] best = LongStream.range(0, SEEDS)
                .mapToDouble(seed -> search(function, seed)
                        .bestCompleted()
                        .orElseThrow()
                        .finalScore()
                        .orElseThrow()
                        .value())
                .toArray();
        return new Median().evaluate(best);
    }

    /** A whole search. */
    public StudyView search(ToDoubleFunction<double[]> function, long seed) {
        SearchSpace space = SearchSpace.builder()
                .real("x", 0, 1, Scale.LINEAR)
                .real("y", 0, 1, Scale.LINEAR)
                .build();
        StudyRecord study = new StudyRecord(
                new StudyId("best"),
                space,
                Objective.minimize("validationLoss"),
                StudyBudget.of(trials, 1),
                StudyRecord.Settings.builder()
                        .plan("test", "full", "a test")
                        .seed(seed)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("test", "test 1", Map.of()));
        return ScriptedSearch.of(
                        study, strategy, new FullBudget(), c -> new double[] {function.applyAsDouble(point(c))})
                .run();
    }

    private static double[] point(Configuration configuration) {
        return new double[] {configuration.real("x"), configuration.real("y")};
    }

    /** A quadratic bowl, 0 at its bottom. */
    public static double bowl(double[] point) {
        return Math.pow(point[0] - 0.3, 2) + Math.pow(point[1] - 0.7, 2);
    }

    /** The function of Branin (Dixon and Szegő 1978), scaled to the unit square; 0.397887 at each of its three bottoms. */
    public static double branin(double[] point) {
        double x = 15 * point[0] - 5;
        double y = 15 * point[1];
        double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }
}
