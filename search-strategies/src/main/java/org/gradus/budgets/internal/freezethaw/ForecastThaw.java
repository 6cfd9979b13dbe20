package org.gradus.budgets.internal.freezethaw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.budgets.internal.OpenTrials;
import org.gradus.core.budget.Rungs;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;
import org.gradus.probes.internal.curves.CurveForecast;

/**
 * Freeze-thaw over several parameters: trains every trial for a fifth of the epochs and puts it aside. Of these it then continues, up to the next
 * rung, the trial with the largest expected improvement ({@link CurveForecast}) for each epoch that is left of its training, unless a new
 * trial promises more (expected improvement per cost: Snoek, Larochelle and Adams 2012, arXiv 1206.2944, section 3.2).
 *
 * <p>A new trial counts with what it would improve if the trials put aside came to what is expected of them. The first full
 * training is the most promising of the first trials, at once: until there is one, there is nothing to improve. Stateless.
 */
final class ForecastThaw {
    private static final double FIRST_SHARE = 0.2;
    private static final int FACTOR = 2;

    /** As many trials as {@code bayesian} begins with. */
    private static final int FIRST_TRIALS = 5;

    /** When nothing more is proposed, a trial with a smaller chance to be the best ends. */
    private static final double LEAST_CHANCE = 0.1;

    private static final int PLACES = 300;
    private static final int NEAR_BEST = 5;
    private static final double NEARBY = 0.1;

    /** What is promised by a trial. */
    private record Promise(Trial trial, double value) {}

    private final StudyView study;
    private final Rungs rungs;
    private final List<Trial> held;

    ForecastThaw(StudyView study) {
        this.study = study;
        this.rungs = Rungs.of(FIRST_SHARE, FACTOR, study.budget());
        this.held = OpenTrials.of(study).filter(OpenTrials::awaitsDecision).toList();
    }

    int firstMilestone() {
        return rungs.first();
    }

    List<Decision> decide() {
        boolean news = held.stream().anyMatch(t -> t.state() == TrialState.WAITING);
        boolean running = OpenTrials.of(study).anyMatch(t -> t.state() == TrialState.RUNNING);
        if (!news && running) {
            return List.of();
        }
        List<Decision> decisions = new ArrayList<>();
        Optional<Decision> next = next();
        next.ifPresent(decisions::add);
        for (Trial trial : held) {
            boolean goesOn = next.map(d -> d.trial().equals(trial.id())).orElse(false);
            if (trial.state() == TrialState.WAITING && !goesOn) {
                String other = next.map(d -> d.trial().toString()).orElse("a new trial");
                decisions.add(Decision.hold(
                        trial,
                        "after " + trial.epochsTrained() + " epochs; " + other + " comes first, this may go on later"));
            }
        }
        return decisions;
    }

    /** The held trial that goes on, if one does. */
    private Optional<Decision> next() {
        List<Trial> scored = held.stream().filter(this::isScored).toList();
        long known = study.searched().stream()
                .filter(t -> isScored(t) && !t.ended(OutcomeKind.DIVERGED))
                .count();
        if (scored.isEmpty() || (known < FIRST_TRIALS && !study.isClosed())) {
            return Optional.empty();
        }
        CurveForecast forecast = CurveForecast.of(study).orElseThrow();
        return forecast.hasComplete() ? most(scored, forecast) : first(scored, forecast);
    }

    private boolean isScored(Trial trial) {
        return study.space().contains(trial.configuration())
                && trial.latestScore(study.objective())
                        .filter(score -> score.epoch() > 0)
                        .isPresent();
    }

    /** The trial that promises most an epoch, unless a new one promises more. */
    private Optional<Decision> most(List<Trial> scored, CurveForecast forecast) {
        boolean mayBegin = !study.isClosed() && epochsLeft() >= study.maxEpochs();
        Optional<Promise> best = scored.stream()
                .filter(t -> mayBegin || mayWin(t, forecast))
                .map(t -> new Promise(t, promise(t, forecast)))
                .max(Comparator.comparingDouble(Promise::value));
        return best.filter(p -> !mayBegin || p.value() >= promiseOfNew(forecast))
                .map(p -> continued(p.trial(), forecast));
    }

    private Decision continued(Trial trial, CurveForecast forecast) {
        return Decision.continueUntil(
                trial.id(),
                rungs.after(trial.epochsTrained()).orElse(study.maxEpochs()),
                "after " + trial.epochsTrained() + " epochs it promises most an epoch, with a chance of "
                        + Figures.of(forecast.now().chance(forecast.place(trial)), 2) + " to become the best");
    }

    private Optional<Decision> first(List<Trial> scored, CurveForecast forecast) {
        boolean underway = OpenTrials.of(study)
                .anyMatch(t -> t.state() == TrialState.RUNNING && t.untilEpoch() == study.maxEpochs());
        return underway
                ? Optional.empty()
                : scored.stream()
                        .max(Comparator.<Trial>comparingDouble(
                                t -> forecast.now().ends().mean(forecast.place(t))))
                        .map(t -> Decision.continueUntil(
                                t.id(), study.maxEpochs(), "the most promising of the first, so that one is complete"));
    }

    private double epochsLeft() {
        return study.budget().totalEpochs().isPresent()
                ? study.budget().totalEpochs().getAsLong() - study.epochsSpent()
                : Double.POSITIVE_INFINITY;
    }

    /** Whether a trial is worth its epochs although no new one can be. */
    private boolean mayWin(Trial trial, CurveForecast forecast) {
        return epochsLeft() > 0 && (forecast.now().chance(forecast.place(trial)) >= LEAST_CHANCE || isAhead(trial));
    }

    /** Whether no complete trial was better at the epoch that a trial has come to. */
    private boolean isAhead(Trial trial) {
        Score own = trial.latestScore(study.objective()).orElseThrow();
        return study.searched().stream()
                .filter(t -> t.finalScore().isPresent())
                .flatMap(t -> t.scoreAt(study.objective(), own.epoch()).stream())
                .noneMatch(other -> other.value() <= own.value());
    }

    /** The logarithm of the expected improvement for each epoch to the end of the training. */
    private double promise(Trial trial, CurveForecast forecast) {
        return forecast.now().logImprovement(forecast.place(trial))
                - Math.log(study.maxEpochs() - trial.epochsTrained());
    }

    /** That of the best of some places, half of them near the best trials. */
    private double promiseOfNew(CurveForecast forecast) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(study.seed(), study.searchedCount()));
        List<double[]> best = forecast.bestPlaces(NEAR_BEST);
        CurveForecast.Belief belief = forecast.afterOpen();
        double improvement = IntStream.range(0, PLACES)
                .mapToObj(i -> i % 2 == 0 ? anywhere(random) : near(best.get(i / 2 % best.size()), random))
                .mapToDouble(belief::logImprovement)
                .max()
                .orElseThrow();
        return improvement - Math.log(study.maxEpochs());
    }

    private double[] anywhere(SplittableRandom random) {
        return random.doubles(study.space().dimensions()).toArray();
    }

    private static double[] near(double[] place, SplittableRandom random) {
        double[] moved = place.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Math.min(1, Math.max(0, moved[i] + NEARBY * random.nextGaussian()));
        }
        return moved;
    }
}
