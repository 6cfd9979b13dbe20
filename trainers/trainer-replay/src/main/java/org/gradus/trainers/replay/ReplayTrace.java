package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.Verdict;
import org.gradus.trainers.replay.internal.FailurePlan;

/** Folds the events of a replayed study into the rows of its trace. */
final class ReplayTrace {
    private final StudyRecord study;
    private final Replay.Names names;
    private final RegretScale scale;
    private final Ranking ranking;
    private final FailurePlan failures;

    ReplayTrace(StudyRecord study, Replay.Names names, RegretScale scale, Ranking ranking, FailurePlan failures) {
        this.study = study;
        this.names = names;
        this.scale = scale;
        this.ranking = ranking;
        this.failures = failures;
    }

    List<TraceRow> rows(List<TrialEvent> events) {
        StudyFold fold = new StudyFold(study);
        ImmutableList.Builder<TraceRow> rows = ImmutableList.builder();
        OptionalDouble incumbent = OptionalDouble.empty();
        for (TrialEvent event : events) {
            fold.apply(event);
            Optional<TrialId> put = putAside(event);
            if (put.isPresent()) {
                Trial trial = fold.view().trial(put.get());
                incumbent = trial.finalScore().isPresent() ? incumbent(fold.view()) : incumbent;
                rows.add(row(fold.view(), trial, incumbent));
            }
        }
        return rows.build();
    }

    /** The trial that this event holds or ends. */
    private static Optional<TrialId> putAside(TrialEvent event) {
        if (event instanceof TrialEvent.DecisionMade made) {
            return made.decision().verdict() == Verdict.HOLD ? made.about() : Optional.empty();
        }
        return event.kind() == TrialEvent.Kind.TRIAL_ENDED ? event.about() : Optional.empty();
    }

    /** The rate that the ranking names, of those trained to the last epoch. */
    private OptionalDouble incumbent(StudyView view) {
        return ranking.rank(view).entries().stream()
                .map(RankedTrial::trial)
                .filter(t ->
                        t.purpose() == TrialPurpose.SEARCH && t.finalScore().isPresent())
                .mapToDouble(ReplayTrace::rate)
                .findFirst();
    }

    private TraceRow row(StudyView view, Trial trial, OptionalDouble incumbent) {
        return new TraceRow(
                study.id().value(),
                names.strategy(),
                names.policy(),
                study.settings().seed(),
                trial.id().number(),
                rate(trial),
                epochs(trial),
                incumbent,
                view.trials().stream().mapToInt(this::epochs).sum() / (double) view.maxEpochs(),
                incumbent.isPresent() ? scale.regret(incumbent.getAsDouble()) : RegretScale.NO_INCUMBENT);
    }

    private static double rate(Trial trial) {
        return trial.configuration().learningRate().value();
    }

    /** The epochs that a trial cost; the one in which it was made to fail counts, though its segment reported nothing. */
    private int epochs(Trial trial) {
        return trial.ended(OutcomeKind.FAILED)
                ? failures.epochOf(trial.id()).orElse(trial.epochsTrained())
                : trial.epochsTrained();
    }
}
