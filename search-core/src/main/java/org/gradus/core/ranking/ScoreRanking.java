package org.gradus.core.ranking;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;

/**
 * The plain ranking: completed before stopped before diverged before failed; completed by score (the mean over
 * replicates for the replicated, which come first, and over its runs for a configuration that was proposed again), stopped
 * by their last epoch and then by the score there; equals by their rate, the lower first. It claims no certainty.
 */
public final class ScoreRanking implements Ranking {
    private static final Comparator<Candidate> BY_SCORE = Comparator.comparing(ScoreRanking::kind)
            .thenComparing(c -> c.completed().isEmpty())
            .thenComparingInt(c -> -c.score().map(Score::epoch).orElse(-1))
            .thenComparingDouble(c -> c.score().map(Score::value).orElse(Double.MAX_VALUE))
            .thenComparing(Candidate.BY_CONFIGURATION);

    @Override
    public String name() {
        return "score";
    }

    @Override
    public RankingResult rank(StudyView study) {
        List<Candidate> candidates =
                Candidate.of(study).stream().sorted(BY_SCORE).toList();
        List<RankedTrial> entries = IntStream.range(0, candidates.size())
                .mapToObj(place -> candidates
                        .get(place)
                        .at(place + 1, Interval.UNKNOWN, placement(candidates.get(place), place == 0)))
                .toList();
        return new RankingResult(name(), entries, List.of());
    }

    private static OutcomeKind kind(Candidate candidate) {
        return candidate.trial().outcome().map(Outcome::kind).orElse(OutcomeKind.STOPPED);
    }

    private static Candidate.Placement placement(Candidate candidate, boolean first) {
        Objective objective = candidate.objective();
        String what = candidate
                .score()
                .map(s ->
                        objective.words() + " " + Figures.of(objective.toFigure(s.value())) + " at epoch " + s.epoch())
                .orElse("nothing measured");
        String mean = candidate.count() > 1 ? ", mean of " + candidate.count() : "";
        return new Candidate.Placement(
                first, OptionalDouble.empty(), kind(candidate).word() + ", " + what + mean);
    }
}
