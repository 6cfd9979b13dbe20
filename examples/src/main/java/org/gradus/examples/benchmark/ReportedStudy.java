package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.StudyStore;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Provenance;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;

/**
 * A study to be reported, whose curves are made and not trained: low rates crawl, high ones collapse or diverge, one trial in
 * ten is stopped halfway, and the five best are trained again with three seeds.
 *
 * @param trials how many candidates, at least 1
 * @param parameters the number of parameters: the learning rate and real ones, at least 1
 * @param points the epochs of each, a step and an evaluation of both splits each, at least 1
 */
record ReportedStudy(int trials, int parameters, int points) {
    static final StudyId ID = new StudyId("reported");

    /** Trials that are written in one append. */
    private static final int TOGETHER = 1000;

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

    StudyRecord study() {
        SearchSpace.Builder space = SearchSpace.builder().learningRate(1e-5, 1);
        for (int i = 2; i <= parameters; i++) {
            space.real("x" + i, 0, 1, Scale.LINEAR);
        }
        return new StudyRecord(
                ID,
                space.build(),
                OBJECTIVE,
                StudyBudget.of(trials, points),
                StudyRecord.Settings.builder()
                        .plan("random", "full", "to be measured")
                        .seed(1)
                        .finalists(FINALISTS)
                        .replicates(SEEDS)
                        .recordEvery(1)
                        .build(),
                new Provenance("made", "made 1", Map.of()));
    }

    /** Writes the study with all trials, finished. */
    void write(StudyStore store) {
        StudyRecord study = study();
        store.create(study);
        SplittableRandom random = new SplittableRandom(study.settings().seed());
        List<Finalist> finalists = new ArrayList<>();
        List<TrialEvent> events = new ArrayList<>();
        long version = 0;
        for (int number = 1; number <= trials; number++) {
            double[] unit = random.doubles(parameters).toArray();
            Placed placed =
                    new Placed(plan(number, Optional.empty(), 0, study.space().fromUnit(unit)), unit);
            finished(placed, number % STOPPED == 0 ? (points + 1) / 2 : points, random, events)
                    .ifPresent(score -> keep(finalists, new Finalist(placed, score)));
            if (number % TOGETHER == 0) {
                version = store.append(ID, version, events);
                events.clear();
            }
        }
        again(finalists, random, events);
        events.add(new TrialEvent.SearchClosed("all trials were proposed", false));
        store.append(ID, version, events);
    }

    private static void keep(List<Finalist> finalists, Finalist candidate) {
        finalists.add(candidate);
        finalists.sort(Comparator.comparingDouble(Finalist::score));
        if (finalists.size() > FINALISTS) {
            finalists.remove(FINALISTS);
        }
    }

    private void again(List<Finalist> finalists, SplittableRandom random, List<TrialEvent> events) {
        int number = trials;
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (Finalist finalist : finalists) {
                TrialPlan first = finalist.placed.plan;
                TrialPlan plan = plan(++number, Optional.of(first.id()), seed, first.configuration());
                finished(new Placed(plan, finalist.placed.unit), points, random, events);
            }
        }
    }

    private static TrialPlan plan(int number, Optional<TrialId> of, int replicate, Configuration configuration) {
        return new TrialPlan(
                new TrialId(number),
                of.isPresent() ? TrialPurpose.REPLICATE : TrialPurpose.SEARCH,
                of,
                replicate,
                configuration,
                Seeds.of(1, replicate),
                Optional.empty(),
                1,
                of.isPresent() ? "engine" : "random",
                of.isPresent() ? "again with fresh seed " + replicate : "drawn at random");
    }

    /** Adds the events of a trial; answers its score if it was trained to the end. */
    private Optional<Double> finished(Placed placed, int epochs, SplittableRandom random, List<TrialEvent> events) {
        TrialId id = placed.plan.id();
        boolean diverges = placed.unit[0] > EDGE;
        List<CurvePoint> curve = curve(placed, epochs, diverges, random);
        events.add(new TrialEvent.TrialProposed(placed.plan, epochs));
        events.add(new TrialEvent.CurveExtended(id, curve, "made", 1, Optional.empty()));
        if (diverges) {
            events.add(new TrialEvent.TrialEnded(id, new Outcome.Diverged(epochs, "the training loss is NaN")));
            return Optional.empty();
        }
        if (epochs < points) {
            events.add(new TrialEvent.TrialEnded(id, new Outcome.Stopped(epochs, "worse than half of the others")));
            return Optional.empty();
        }
        double score = OBJECTIVE.toScore(OBJECTIVE.figureAt(curve.get(epochs)).orElseThrow());
        events.add(new TrialEvent.TrialEnded(
                id, new Outcome.Completed(Optional.of(new Score(score, epochs)), "trained for all epochs")));
        return Optional.of(score);
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
