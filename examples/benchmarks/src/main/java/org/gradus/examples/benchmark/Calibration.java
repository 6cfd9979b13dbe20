package org.gradus.examples.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;

/** The claims of rankings, compared with the truth: counts over studies. */
final class Calibration {
    private static final int TENTHS = 10;

    private final double[] claimed = new double[TENTHS];
    private final double[] right = new double[TENTHS];
    private final int[] claims = new int[TENTHS];
    private int studies;
    private int covered;
    private int held;
    private int tied;

    /**
     * Counts a study with finalists.
     *
     * @param truth a candidate's expected figure, higher is better
     */
    void add(StudyResult result, ToDoubleFunction<RankedTrial> truth) {
        List<RankedTrial> finalists = result.ranking().entries().stream()
                .filter(e -> !e.replicates().isEmpty())
                .toList();
        double best = finalists.stream().mapToDouble(truth).max().orElseThrow();
        List<RankedTrial> trulyBest =
                finalists.stream().filter(e -> truth.applyAsDouble(e) == best).toList();
        for (RankedTrial finalist : finalists) {
            double share = trulyBest.contains(finalist) ? 1.0 / trulyBest.size() : 0;
            finalist.probabilityBest().ifPresent(p -> claim(p, share));
        }
        studies++;
        covered += covers(result.best().figure().orElseThrow(), truth.applyAsDouble(result.best())) ? 1 : 0;
        // One of those truly best is named beforehand: the group must hold it, and not just any of them.
        RankedTrial named = trulyBest.stream()
                .min((a, b) -> a.trial().id().compareTo(b.trial().id()))
                .orElseThrow();
        held += named.tiedBest() ? 1 : 0;
        tied += (int) finalists.stream().filter(RankedTrial::tiedBest).count();
    }

    private void claim(double probability, double share) {
        int tenth = Math.min(TENTHS - 1, (int) (probability * TENTHS));
        claims[tenth]++;
        claimed[tenth] += probability;
        right[tenth] += share;
    }

    private static boolean covers(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high();
    }

    /** The largest distance of what was claimed from what was right, of the tenths with at least that number of claims. */
    double worst(int fewest) {
        double worst = 0;
        for (int i = 0; i < TENTHS; i++) {
            if (claims[i] >= fewest) {
                worst = Math.max(worst, Math.abs(claimed[i] - right[i]) / claims[i]);
            }
        }
        return worst;
    }

    double coverage() {
        return covered / (double) studies;
    }

    double held() {
        return held / (double) studies;
    }

    void say(BenchmarkLines lines) {
        for (int i = 0; i < TENTHS; i++) {
            if (claims[i] > 0) {
                lines.say("claimed", "%.2f right %.2f n %d", claimed[i] / claims[i], right[i] / claims[i], claims[i]);
            }
        }
        lines.say("winner interval covers", "%.3f", coverage());
        lines.say("tied group holds the best", "%.3f, mean size %.2f", held(), tied / (double) studies);
    }
}
