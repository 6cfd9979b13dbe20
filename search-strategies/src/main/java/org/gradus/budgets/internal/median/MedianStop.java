package org.gradus.budgets.internal.median;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.budgets.internal.OpenTrials;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.Rungs;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * The median stopping rule (Golovin et al. 2017, Google Vizier, section 3.2.2): a trial ends at a milestone where its best
 * score so far is worse than the median of the others at the same epoch.
 *
 * <p>Nothing is judged before a tenth of the epochs, or against fewer than three curves; from then on there is a milestone
 * every twentieth of the epochs. Nothing is held, so any trainer will do.
 *
 * <p>Deviations. The others enter with their score at that epoch, not with the mean of their scores up to it, which is
 * worse than most trials while all still improve. The others are all that came as far, stopped ones included, not the
 * completed alone. Those that diverged or failed are left out. Stateless.
 */
public final class MedianStop implements BudgetPolicy {
    /** The name of this policy. */
    public static final String NAME = "median";

    private static final double GRACE = 0.1;
    private static final int LEAST_CURVES = 3;
    private static final double INTERVAL = 0.05;

    private final double grace;
    private final int leastCurves;

    /** No judgement before a tenth of the epochs, or against fewer than three curves. */
    public MedianStop() {
        this(GRACE, LEAST_CURVES);
    }

    /**
     * A policy of another patience.
     *
     * @param grace the share of the epochs that every trial may train for, in (0, 1], rounded up to whole epochs
     * @param leastCurves how many other trials must have come as far as the one that is judged, at least 1
     */
    public MedianStop(double grace, int leastCurves) {
        if (leastCurves < 1) {
            throw new IllegalArgumentException("the least number of curves must be 1 or more, but was " + leastCurves);
        }
        Rungs.share(grace, 1);
        this.grace = grace;
        this.leastCurves = leastCurves;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        return Rungs.share(grace, study.maxEpochs());
    }

    @Override
    public List<Decision> decide(StudyView study) {
        Map<Integer, double[]> scores = new HashMap<>();
        return OpenTrials.of(study)
                .filter(OpenTrials::awaitsDecision)
                .map(t -> decide(study, t, scores.computeIfAbsent(t.epochsTrained(), epoch -> scores(study, epoch))))
                .toList();
    }

    /** The scores of all candidates at an epoch, rising, except those that diverged or failed. */
    private static double[] scores(StudyView study, int epoch) {
        return study.trials().stream()
                .filter(t -> t.purpose() == TrialPurpose.SEARCH)
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .flatMap(t -> t.scoreAt(study.objective(), epoch).stream())
                .mapToDouble(Score::value)
                .sorted()
                .toArray();
    }

    /** Without one of the trials, which has not ended. */
    private static double[] others(StudyView study, Trial trial, double[] scores) {
        Optional<Score> own = trial.scoreAt(study.objective(), trial.epochsTrained());
        if (own.isEmpty()) {
            return scores;
        }
        int at = Arrays.binarySearch(scores, own.get().value());
        double[] others = Arrays.copyOf(scores, scores.length - 1);
        System.arraycopy(scores, at + 1, others, at, others.length - at);
        return others;
    }

    private Decision decide(StudyView study, Trial trial, double[] scores) {
        int epoch = trial.epochsTrained();
        int next = Math.min(study.maxEpochs(), epoch + Rungs.share(INTERVAL, study.maxEpochs()));
        double[] others = others(study, trial, scores);
        if (others.length < leastCurves) {
            return Decision.continueUntil(
                    trial.id(), next, "only " + others.length + " other trials have come to epoch " + epoch);
        }
        double median = median(others);
        double best = best(study, trial, epoch);
        String figures = "at best " + figure(study, best) + " until epoch " + epoch + ", where the median of "
                + others.length + " other trials is " + figure(study, median);
        return best > median ? Decision.stop(trial, figures) : Decision.continueUntil(trial.id(), next, figures);
    }

    private static String figure(StudyView study, double score) {
        return Double.isFinite(score) ? Figures.of(study.objective().toFigure(score)) : "no score";
    }

    /** The best score of epochs 1, 2, …; infinite without any. */
    private static double best(StudyView study, Trial trial, int epoch) {
        return IntStream.rangeClosed(1, epoch)
                .mapToObj(e -> trial.scoreAt(study.objective(), e))
                .flatMap(Optional::stream)
                .mapToDouble(Score::value)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
