package org.gradus.core.ranking;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/**
 * The plain ranking: completed before stopped before diverged before failed; completed by score (the mean over
 * replicates for those that were replicated, which come first, and over its runs for what was proposed again), stopped by how far they came and then by score there;
 * equals by their rate, the lower first. It claims nothing about certainty.
 */
public final class ScoreRanking implements Ranking {
    @Override
    public String name() {
        return "score";
    }

    @Override
    public RankingResult rank(StudyView study) {
        Map<Configuration, List<Trial>> runs = study.completedRuns();
        Map<TrialId, List<Trial>> replicates = study.replicates();
        List<Candidate> candidates = new ArrayList<>();
        for (Trial trial : study.trials()) {
            if (trial.purpose() == TrialPurpose.SEARCH || trial.purpose() == TrialPurpose.BASELINE) {
                candidates.add(Candidate.of(study, trial, runs, replicates.getOrDefault(trial.id(), List.of())));
            }
        }
        candidates.sort(Candidate.ORDER);
        ImmutableList.Builder<RankedTrial> entries = ImmutableList.builder();
        int rank = 1;
        for (Candidate candidate : candidates) {
            entries.add(candidate.at(rank++));
        }
        return new RankingResult(name(), entries.build(), List.of());
    }

    private record Candidate(
            StudyView study, Trial trial, List<Trial> runs, List<Trial> replicates, Optional<Score> score) {
        static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::kind)
                .thenComparing(c -> c.completedReplicates().isEmpty())
                .thenComparing(c -> -c.score().map(Score::epoch).orElse(-1))
                .thenComparingDouble(c -> c.score().map(Score::value).orElse(Double.MAX_VALUE))
                .thenComparingDouble(
                        c -> c.trial().learningRate().map(LearningRate::value).orElse(0.0))
                .thenComparing(c -> c.trial().configuration().values().toString())
                .thenComparing(c -> c.trial().id());

        static Candidate of(StudyView study, Trial trial, Map<Configuration, List<Trial>> all, List<Trial> replicates) {
            boolean ran =
                    trial.purpose() == TrialPurpose.SEARCH && trial.finalScore().isPresent();
            List<Trial> runs = ran ? all.getOrDefault(trial.configuration(), List.of()) : List.of();
            Optional<Score> own = trial.finalScore().or(() -> trial.latestScore(study.objective()));
            boolean counts = trial.outcome()
                    .map(o -> o.kind() == OutcomeKind.COMPLETED || o.kind() == OutcomeKind.STOPPED)
                    .orElse(true);
            Candidate plain = new Candidate(study, trial, runs, replicates, counts ? own : Optional.empty());
            double mean = plain.trainings().stream()
                    .mapToDouble(t -> t.finalScore().orElseThrow().value())
                    .average()
                    .orElse(Double.NaN);
            return Double.isNaN(mean)
                    ? plain
                    : new Candidate(study, trial, runs, replicates, Optional.of(new Score(mean, study.maxEpochs())));
        }

        /** Those whose mean counts: the replicates, or else all runs of the search with this configuration. */
        List<Trial> trainings() {
            return completedReplicates().isEmpty() ? runs : completedReplicates();
        }

        List<Trial> completedReplicates() {
            return replicates.stream().filter(t -> t.finalScore().isPresent()).toList();
        }

        OutcomeKind kind() {
            return trial.outcome().map(Outcome::kind).orElse(OutcomeKind.STOPPED);
        }

        RankedTrial at(int rank) {
            int count = Math.max(1, trainings().size());
            Optional<Estimate> figure =
                    score.map(s -> new Estimate(study.objective().toFigure(s.value()), Double.NaN, Double.NaN, count));
            return new RankedTrial(rank, trial, replicates, figure, rank == 1, OptionalDouble.empty(), words(count));
        }

        private String words(int count) {
            String what = score.map(s -> study.objective().words() + " "
                            + Figures.of(study.objective().toFigure(s.value())) + " at epoch " + s.epoch())
                    .orElse("nothing measured");
            return kind().word() + ", " + what + (count > 1 ? ", mean of " + count : "");
        }
    }
}
