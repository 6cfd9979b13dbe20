package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.reports.internal.rates.RateColors;

/**
 * One line of the ranking table, in words.
 *
 * @param rank its place
 * @param id the number of its trial
 * @param mark how the candidate stands out: best, tied, default, or not at all (empty)
 * @param rate the learning rate
 * @param colors its colour on a light and on a dark page
 * @param others the other hyperparameters, in the order of the table's heads; a dash where not active
 * @param score the objective's figure
 * @param interval its interval: {@code 0.846 to 0.868}; empty where there is none
 * @param basis what the figure rests on: {@code 3 seeds}, {@code epoch 2}
 * @param probability the chance to be the best, or empty
 * @param test the objective's figure on the test split
 * @param settled the epoch by which training had settled
 * @param gap the generalization gap
 * @param drop the worst drop
 * @param diagnosis the finding in a word
 * @param severity the class of the finding: {@code good}, {@code notice}, {@code bad}
 * @param evidence the numbers behind the finding
 * @param outcome how it ended, in a word
 * @param epochs how far it was trained: {@code 5 of 5}
 * @param reason why it stands here
 */
public record RankingRow(
        int rank,
        int id,
        String mark,
        String rate,
        RateColors colors,
        List<String> others,
        String score,
        String interval,
        String basis,
        String probability,
        String test,
        String settled,
        String gap,
        String drop,
        String diagnosis,
        String severity,
        String evidence,
        String outcome,
        String epochs,
        String reason) {
    public RankingRow {
        others = List.copyOf(others);
    }

    /** The score, its interval and what it rests on, in one phrase. */
    public String scoreWords() {
        return score + (interval.isEmpty() ? "" : ", " + interval) + (basis.isEmpty() ? "" : " (" + basis + ")");
    }
}
