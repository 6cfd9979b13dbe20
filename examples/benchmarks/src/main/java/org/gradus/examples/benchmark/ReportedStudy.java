package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.TrialPlan;

/**
 * A study to be reported, whose curves are made and not trained: low rates crawl, high ones collapse or diverge, one trial in
 * ten is stopped halfway, and the five best are trained again with three seeds.
 *
 * @param trials how many candidates, at least 1
 * @param parameters the number of parameters: the learning rate and real ones, at least 1
 * @param points the epochs of each, a step and an evaluation of both splits each, at least 1
 */
record ReportedStudy(int trials, int parameters, int points) implements StoredStudy {
    private static final int FINALISTS = 5;
    private static final int SEEDS = 3;
    private static final int STOPPED = 10;
    private static final double CHANCE = 0.1;
    private static final double TOP = 0.6;
    private static final double COLLAPSES = 0.8;
    private static final double EDGE = 0.85;
    private static final double NOISE = 0.01;
    private static final Objective OBJECTIVE = Objective.maximize("validationAccuracy");

    /** A trial and the place of its configuration in the unit cube. */
    private record Placed(TrialPlan plan, double[] unit) {}

    private record Finalist(Placed placed, double score) {}

    @Override
    public StudyRecord study() {
        StudyBudget budget = StudyBudget.of(trials, points);
        return StoredStudy.record("reported", StoredStudy.space(parameters), OBJECTIVE, budget, FINALISTS, SEEDS);
    }

    @Override
    public void events(Consumer<TrialEvent> sink) {
        StudyRecord study = study();
        SplittableRandom random = new SplittableRandom(study.settings().seed());
        List<Finalist> finalists = new ArrayList<>();
        for (int number = 1; number <= trials; number++) {
            double[] unit = random.doubles(parameters).toArray();
            Placed placed = new Placed(StoredStudy.plan(number, study.space().fromUnit(unit)), unit);
            finished(placed, number % STOPPED == 0 ? (points + 1) / 2 : points, random, sink)
                    .ifPresent(score -> keep(finalists, new Finalist(placed, score)));
        }
        again(finalists, random, sink);
        sink.accept(new TrialEvent.SearchClosed("all trials were proposed", false));
    }

    private static void keep(List<Finalist> finalists, Finalist candidate) {
        finalists.add(candidate);
        finalists.sort(Comparator.comparingDouble(Finalist::score));
        if (finalists.size() > FINALISTS) {
            finalists.remove(FINALISTS);
        }
    }

    private void again(List<Finalist> finalists, SplittableRandom random, Consumer<TrialEvent> sink) {
        int number = trials;
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (Finalist finalist : finalists) {
                TrialPlan plan = StoredStudy.replicate(++number, finalist.placed.plan, seed);
                finished(new Placed(plan, finalist.placed.unit), points, random, sink);
            }
        }
    }

    /** Gives the events of a trial; answers its score if it was trained to the end. */
    private Optional<Double> finished(Placed placed, int epochs, SplittableRandom random, Consumer<TrialEvent> sink) {
        boolean diverges = placed.unit[0] > EDGE;
        List<CurvePoint> curve = curve(placed, epochs, diverges, random);
        Optional<Double> score = diverges || epochs < points
                ? Optional.empty()
                : Optional.of(
                        OBJECTIVE.toScore(OBJECTIVE.figureAt(curve.get(epochs)).orElseThrow()));
        Outcome outcome = diverges
                ? new Outcome.Diverged(epochs, "the training loss is NaN")
                : score.<Outcome>map(
                                s -> new Outcome.Completed(Optional.of(new Score(s, epochs)), "trained for all epochs"))
                        .orElseGet(() -> new Outcome.Stopped(epochs, "worse than half of the others"));
        StoredStudy.events(placed.plan, epochs, curve, outcome).forEach(sink);
        return score;
    }

    private List<CurvePoint> curve(Placed placed, int epochs, boolean diverges, SplittableRandom random) {
        double distance = 0;
        for (double x : placed.unit) {
            distance += (x - TOP) * (x - TOP) / parameters;
        }
        double top = placed.unit[0] > COLLAPSES ? CHANCE : 0.95 - distance;
        double speed = 10 * Math.pow(10, 2 * (placed.unit[0] - TOP)) / points;
        double rate = placed.plan.configuration().learningRate().value();
        return IntStream.rangeClosed(0, epochs)
                .mapToObj(epoch -> {
                    double learned = (top - CHANCE) * (1 - Math.exp(-speed * epoch));
                    double accuracy = CHANCE + learned + NOISE * (random.nextDouble() - 0.5);
                    double loss = diverges && epoch == epochs ? Double.NaN : -Math.log(accuracy);
                    return new CurvePoint(
                            epoch,
                            rate,
                            loss,
                            Optional.of(Evaluation.of(loss, accuracy)),
                            Optional.of(Evaluation.of(1.05 * loss, accuracy)));
                })
                .toList();
    }
}
