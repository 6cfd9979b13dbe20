package org.gradus.reports.internal.words;

import java.util.List;
import java.util.OptionalInt;
import org.gradus.core.rangetest.Breakdown;
import org.gradus.core.trial.Score;
import org.gradus.reports.internal.facts.TrialFacts;

/** When a training had settled: from which epoch on its score stayed within a share of its whole improvement of the last. */
final class SettledEpoch {
    /** As near as the diagnosis asks of a trial to be near the best. */
    private static final double SHARE = 0.05;

    private SettledEpoch() {}

    /** {@code epoch 3}; {@code no} where it moved until the end; a dash where it did not improve or was hardly trained. */
    static String words(TrialFacts facts) {
        double epoch = of(facts);
        if (Double.isNaN(epoch)) {
            return "–";
        }
        return epoch == Double.POSITIVE_INFINITY ? "no" : "epoch " + (int) epoch;
    }

    /** The epoch; infinite where it moved until the end, NaN where it did not improve or was hardly trained. */
    static double of(TrialFacts facts) {
        List<Score> scores = facts.measures().scores();
        if (scores.size() < 3 || Breakdown.isBroken(facts.diagnosis().label())) {
            return Double.NaN;
        }
        Score last = scores.get(scores.size() - 1);
        double improvement = scores.get(0).value() - last.value();
        OptionalInt settled = facts.measures().settledBy(SHARE * improvement);
        if (!(improvement > 0) || settled.isEmpty()) {
            return Double.NaN;
        }
        return settled.getAsInt() == last.epoch() ? Double.POSITIVE_INFINITY : settled.getAsInt();
    }
}
