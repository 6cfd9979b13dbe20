package org.gradus.core.ranking;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.TrialId;

/**
 * Ranks by validation generalization. Completed before stopped before diverged before failed. The candidates trained again
 * with fresh seeds come first, by their mean final score over these seeds alone, because the training of the search was
 * selected for its luck; {@link Race} says which of them may be the best; those that {@link Steadiness} sets apart
 * follow. The other completed follow by the score of
 * their one training, then those that diverged under a fresh seed, then the stopped: the deeper rung first, then by score
 * at it.
 *
 * <p>Deviations from racing as in irace (López-Ibáñez et al., 2016): all finalists get all seeds, because fresh seeds are
 * few, and the tests of a race share one estimate of the noise.
 */
public final class GeneralizationRanking implements Ranking {
    private static final Comparator<Candidate> WITHIN_TIER = Comparator.<Candidate>comparingInt(
                    c -> -c.score().map(Score::epoch).orElse(-1))
            .thenComparingDouble(c -> c.score().map(Score::value).orElse(Double.MAX_VALUE))
            .thenComparingLong(c -> -c.trial().curve().lastStep())
            .thenComparing(Candidate.BY_CONFIGURATION);

    @Override
    public String name() {
        return StudyRecord.Settings.DEFAULT_RANKING;
    }

    @Override
    public RankingResult rank(StudyView study) {
        List<Candidate> candidates = Candidate.of(study);
        Steadiness raceable = Steadiness.of(
                candidates.stream().filter(c -> c.tier() == Tier.RACED).toList());
        Race race = new Race(raceable.steady(), searchScores(candidates, raceable.steady()));
        List<RankedTrial> entries = new ArrayList<>();
        List<Race.Entry> raced = race.order();
        for (int place = 0; place < raced.size(); place++) {
            Race.Entry entry = raced.get(place);
            entries.add(entry.candidate().at(entries.size() + 1, entry.interval(), placement(race, raced, place)));
        }
        for (Candidate erratic : raceable.erratic()) {
            Candidate.Placement plain = Candidate.Placement.plain(Reasons.ofErratic(erratic));
            entries.add(erratic.at(entries.size() + 1, erratic.ownInterval(), plain));
        }
        candidates.stream()
                .filter(c -> c.tier() != Tier.RACED)
                .sorted(Comparator.comparing(Candidate::tier).thenComparing(WITHIN_TIER))
                .forEach(c -> entries.add(c.at(entries.size() + 1, Interval.UNKNOWN, placement(c, entries.isEmpty()))));
        return new RankingResult(name(), ImmutableList.copyOf(entries), Warnings.of(study, entries, race), race.tie());
    }

    /** The scores of the search's completed configurations that are not raced, each once, with the seeds of the search. */
    private static double[] searchScores(List<Candidate> candidates, List<Candidate> raced) {
        Set<TrialId> known = raced.stream().map(c -> c.trial().id()).collect(Collectors.toSet());
        return candidates.stream()
                .filter(c -> !c.isBaseline() && !known.contains(c.trial().id()))
                .mapToDouble(Candidate::searchScore)
                .filter(Double::isFinite)
                .toArray();
    }

    private static Candidate.Placement placement(Race race, List<Race.Entry> order, int place) {
        Race.Entry entry = order.get(place);
        boolean tied = race.isDecided() ? entry.tied() : place == 0;
        return new Candidate.Placement(tied, entry.probabilityBest(), Reasons.ofRaced(race, order, place));
    }

    private static Candidate.Placement placement(Candidate candidate, boolean first) {
        Candidate.Placement plain = Candidate.Placement.plain(Reasons.of(candidate));
        return first && candidate.score().isPresent()
                ? new Candidate.Placement(true, plain.probabilityBest(), plain.reason())
                : plain;
    }
}
