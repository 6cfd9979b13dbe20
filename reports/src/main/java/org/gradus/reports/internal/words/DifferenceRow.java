package org.gradus.reports.internal.words;

import java.util.List;
import java.util.OptionalDouble;
import org.gradus.reports.internal.facts.WinnerDifference;
import org.gradus.reports.internal.facts.WinnerDifference.Basis;

/**
 * How the winners of two studies differ, in words.
 *
 * @param better the name of the study with the better mean
 * @param other the name of the other one
 * @param gain by how much it is better
 * @param interval the interval of that; a dash where there is none
 * @param basis what was compared
 * @param verdict whether it is more than noise
 * @param style the verdict's class in the page's style; may be empty
 */
public record DifferenceRow(
        String better, String other, String gain, String interval, String basis, String verdict, String style) {
    private static final String MORE_THAN_NOISE = "more than noise";
    private static final String WITHIN_NOISE = "within noise";
    private static final String UNKNOWN = "cannot be told";

    static List<DifferenceRow> of(List<WinnerDifference> differences, FigureFormat format) {
        return differences.stream().map(difference -> of(difference, format)).toList();
    }

    private static DifferenceRow of(WinnerDifference difference, FigureFormat format) {
        return new DifferenceRow(
                difference.better().name(),
                difference.other().name(),
                format.of(difference.gain()),
                interval(difference, format),
                basis(difference),
                verdict(difference),
                difference.exceedsNoise() ? "good" : difference.isJudged() ? "" : "notice");
    }

    private static String interval(WinnerDifference difference, FigureFormat format) {
        OptionalDouble half = difference.halfWidth();
        return half.isEmpty()
                ? "–"
                : format.interval(difference.gain() - half.getAsDouble(), difference.gain() + half.getAsDouble());
    }

    private static String basis(WinnerDifference difference) {
        return difference.basis() == Basis.PAIRED
                ? "seed by seed, " + Phrases.count(difference.seeds(), "seed")
                : "independent, " + difference.seeds() + " and " + Phrases.count(difference.otherSeeds(), "seed");
    }

    private static String verdict(WinnerDifference difference) {
        if (!difference.isJudged()) {
            return UNKNOWN;
        }
        return difference.exceedsNoise() ? MORE_THAN_NOISE : WITHIN_NOISE;
    }

    /** Whether the winner is better by more than noise. */
    boolean exceedsNoise() {
        return verdict.equals(MORE_THAN_NOISE);
    }

    /** Whether there is an interval to judge the gain by. */
    boolean isJudged() {
        return !verdict.equals(UNKNOWN);
    }

    /** The gain with its interval: {@code 0.012 (95 % interval 0.004 to 0.02)}. */
    String gainWords() {
        return gain + (interval.equals("–") ? "" : " (95 % interval " + interval + ")");
    }
}
