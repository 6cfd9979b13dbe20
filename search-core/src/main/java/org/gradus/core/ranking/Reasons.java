package org.gradus.core.ranking;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;

/** Explains the rank of a candidate in words. */
final class Reasons {
    private static final List<String> BETTER = List.of(
            "its better mean",
            "its smaller gap between training and validation",
            "its smaller worst drop",
            "settling sooner");
    private static final List<String> WORSE = List.of(
            "its lesser mean",
            "its larger gap between training and validation",
            "its deeper worst drop",
            "settling later");

    private Reasons() {}

    /** Of a candidate of the race, by its place in the race. */
    static String ofRaced(Race race, List<Race.Entry> order, int place) {
        Race.Entry entry = order.get(place);
        if (race.size() == 1) {
            return "the only candidate trained again, " + seeds(entry);
        }
        if (!race.isDecided()) {
            return "mean of " + seeds(entry) + "; too few to tell differences from noise";
        }
        String distance = entry.isBestMean() ? "best mean of " + seeds(entry) : behind(entry, order);
        boolean alone = order.stream().filter(Race.Entry::tied).count() == 1;
        return distance + "; " + chance(entry.probabilityBest().orElse(1)) + " to be the best"
                + (entry.tied() && !alone ? placement(order, place) : "");
    }

    private static String placement(List<Race.Entry> order, int place) {
        Race.Entry entry = order.get(place);
        if (place == 0) {
            return entry.isBestMean() ? "" : "; comes first for " + criterion(entry, order.get(1), BETTER);
        }
        Race.Entry before = order.get(place - 1);
        return "; after " + before.candidate().trial().id() + " for " + criterion(entry, before, WORSE);
    }

    /** What tells the keys of two apart; by equal keys, their means did. */
    private static String criterion(Race.Entry a, Race.Entry b, List<String> words) {
        return words.get(Math.max(0, Arrays.mismatch(a.keys(), b.keys())));
    }

    private static String behind(Race.Entry entry, List<Race.Entry> order) {
        Race.Entry best =
                order.stream().filter(Race.Entry::isBestMean).findFirst().orElseThrow();
        double difference = score(entry.candidate()) - score(best.candidate());
        return Figures.of(Math.abs(difference), 2)
                + (difference < 0 ? " ahead of " : " behind ")
                + best.candidate().trial().id();
    }

    private static double score(Candidate candidate) {
        return candidate.score().orElseThrow().value();
    }

    /** A probability that never claims certainty: {@code 37 %}, {@code > 99 %}. */
    static String chance(double probability) {
        if (probability > 0.99) {
            return "> 99 %";
        }
        return probability < 0.01 ? "< 1 %" : Math.round(100 * probability) + " %";
    }

    private static String seeds(Race.Entry entry) {
        int count = entry.candidate().completed().size();
        return count + (count == 1 ? " fresh seed" : " fresh seeds");
    }

    /** Of a candidate whose seeds differ too much to race. */
    static String ofErratic(Candidate candidate) {
        double[] figures = Arrays.stream(candidate.scores())
                .map(candidate.objective()::toFigure)
                .sorted()
                .toArray();
        return "its " + figures.length + " fresh seeds gave " + Figures.of(figures[0]) + " to "
                + Figures.of(figures[figures.length - 1]) + ": far less steady than the others";
    }

    /** Of a candidate outside the race. */
    static String of(Candidate candidate) {
        String reason = candidate.trial().outcome().map(Outcome::reason).orElse("not ended");
        return switch (candidate.tier()) {
            case RACED, COMPLETED ->
                candidate.score().isPresent()
                        ? "by the one training of the search; not trained again"
                        : "completed, but the objective was not measured";
            case UNSAFE ->
                "diverged in " + candidate.diverged() + " of "
                        + candidate.replicates().size() + " trainings with fresh seeds";
            case STOPPED ->
                (candidate.trial().ended() ? "stopped" : "not ended")
                        + atEpoch(candidate)
                        + (candidate.trial().ended() ? ": " + reason : "");
            case DIVERGED -> "diverged: " + reason;
            case FAILED -> "failed: " + reason;
        };
    }

    private static String atEpoch(Candidate candidate) {
        int epoch = candidate.score().map(Score::epoch).orElse(candidate.trial().epochsTrained());
        return " after " + epoch + (epoch == 1 ? " epoch" : " epochs");
    }
}
