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
 * Freeze-thaw over several parameters: trains every trial for a tenth of the epochs, puts it aside, and then always trains what has
 * the largest expected improvement for an expected epoch by {@link CurveForecast}: one of the trials put aside until its next
 * rung, or a new trial.
 *
 * <p>A trial that is promising after its next rung goes on, any other does not; so the expected epochs are those to the rung and,
 * times the chance of an improvement, those behind it. The first full training is the most promising of the first trials, at once:
 * until there is one, there is nothing to improve. Stateless.
 */
final class ForecastThaw {
    private static final double FIRST_SHARE = Double.parseDouble(System.getProperty("first", "0.1"));
    private static final int FACTOR = Integer.getInteger("factor", 2);

    /** As many trials as {@code bayesian} begins with. */
    private static final int FIRST_TRIALS = 5;

    /** When nothing more is proposed, a trial with a smaller chance to be the best ends. */
    private static final double LEAST_CHANCE = 0.1;

    private static final int PLACES = 300;
    private static final int NEAR_BEST = 5;
    private static final double NEARBY = 0.1;

    /** What is promised by a trial or a place. */
    private record Promise<T>(T of, double value) {}

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
                decisions.add(Decision.hold(
                        trial, "after " + trial.epochsTrained() + " epochs another promises more, may go on later"));
            }
        }
        return decisions;
    }

    /** The held trial that goes on, if one does. */
    private Optional<Decision> next() {
        List<Trial> scored = held.stream()
                .filter(t -> t.latestScore(study.objective()).isPresent())
                .toList();
        long known = study.searched().stream()
                .filter(t -> t.latestScore(study.objective()).isPresent() && !t.ended(OutcomeKind.DIVERGED))
                .count();
        if (scored.isEmpty() || (known < FIRST_TRIALS && !study.isClosed())) {
            return Optional.empty();
        }
        CurveForecast forecast = CurveForecast.of(study).orElseThrow();
        if (!forecast.hasComplete()) {
            return first(scored, forecast);
        }
        if (study.isClosed() || epochsLeft() < study.maxEpochs()) {
            scored = scored.stream().filter(t -> mayWin(t, forecast)).toList();
        }
        Optional<Promise<Trial>> best = scored.stream()
                .map(t -> new Promise<>(t, promise(t, forecast)))
                .max(Comparator.comparingDouble(Promise::value));
        boolean newIsBetter = !study.isClosed()
                && shareOfFirstRung() <= NEW
                && epochsLeft() >= study.maxEpochs()
                && best.map(p -> p.value() < promiseOfNew(forecast)).orElse(true);
        return newIsBetter
                ? Optional.empty()
                : best.map(Promise::of).map(t -> Decision.continueUntil(
                        t.id(),
                        after(t),
                        "after " + t.epochsTrained() + " epochs promises most an epoch, with a chance of "
                                + Figures.of(forecast.now().chance(place(t)), 2) + " to become the best"));
    }

    private Optional<Decision> first(List<Trial> scored, CurveForecast forecast) {
        boolean underway = OpenTrials.of(study)
                .anyMatch(t -> t.state() == TrialState.RUNNING && t.untilEpoch() == study.maxEpochs());
        return underway
                ? Optional.empty()
                : scored.stream()
                        .max(Comparator.<Trial>comparingDouble(t -> forecast.now().ends().mean(place(t))))
                        .map(t -> Decision.continueUntil(
                                t.id(), study.maxEpochs(), "the most promising of the first, so that one is complete"));
    }

    /** The share of the epochs that went to first rungs. */
    private double shareOfFirstRung() {
        double all = 0;
        double first = 0;
        for (Trial trial : study.searched()) {
            all += trial.epochsTrained();
            first += Math.min(trial.epochsTrained(), rungs.first());
        }
        return first / all;
    }

    private static final double NEW = Double.parseDouble(System.getProperty("new", "0.33"));

    private double epochsLeft() {
        return study.budget().totalEpochs().isPresent()
                ? study.budget().totalEpochs().getAsLong() - study.epochsSpent()
                : Double.POSITIVE_INFINITY;
    }

    /** Whether a trial is worth its epochs although no new one can be. */
    private boolean mayWin(Trial trial, CurveForecast forecast) {
        return epochsLeft() > 0 && (forecast.now().chance(place(trial)) >= LEAST_CHANCE || isAhead(trial));
    }

    /** Whether no complete trial was better at the epoch that a trial has come to. */
    private boolean isAhead(Trial trial) {
        Score own = trial.latestScore(study.objective()).orElseThrow();
        return study.searched().stream()
                .filter(t -> t.finalScore().isPresent())
                .flatMap(t -> t.scoreAt(study.objective(), own.epoch()).stream())
                .noneMatch(other -> other.value() <= own.value());
    }

    private double promise(Trial trial, CurveForecast forecast) {
        return forecast.now()
                .logImprovementPerEpoch(place(trial), trial.epochsTrained(), after(trial), study.maxEpochs());
    }

    /** That of the best of some places, half of them near the best trials. */
    private double promiseOfNew(CurveForecast forecast) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(study.seed(), study.searchedCount()));
        List<double[]> best = forecast.bestPlaces(NEAR_BEST);
        CurveForecast.Belief belief = forecast.afterOpen();
        double[] place = IntStream.range(0, PLACES)
                .mapToObj(i -> i % 2 == 0 ? anywhere(random) : near(best.get(i / 2 % best.size()), random))
                .map(p -> new Promise<>(p, belief.logImprovement(p)))
                .max(Comparator.comparingDouble(Promise::value))
                .map(Promise::of)
                .orElseThrow();
        return belief.logImprovementPerEpoch(place, 0, rungs.first(), study.maxEpochs());
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

    private int after(Trial trial) {
        return rungs.after(trial.epochsTrained()).orElse(study.maxEpochs());
    }

    private double[] place(Trial trial) {
        return study.space().toUnit(trial.configuration());
    }
}
