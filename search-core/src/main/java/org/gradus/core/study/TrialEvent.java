package org.gradus.core.study;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.internal.Texts;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** Something that happened in a study. Events are only ever appended; all state is folded from them. */
public sealed interface TrialEvent {
    Kind kind();

    /** The trial it is about; empty for what is about the whole study. */
    default Optional<TrialId> about() {
        return Optional.empty();
    }

    enum Kind {
        TRIAL_PROPOSED,
        CURVE_EXTENDED,
        DECISION_MADE,
        TRIAL_ENDED,
        TEST_READ,
        TRIAL_LEASED,
        SEARCH_CLOSED,
        SEARCH_EXTENDED
    }

    /**
     * A trial begins.
     *
     * @param untilEpoch its first milestone; 0 for a sweep
     */
    record TrialProposed(TrialPlan plan, int untilEpoch) implements TrialEvent {
        @Override
        public Kind kind() {
            return Kind.TRIAL_PROPOSED;
        }

        @Override
        public Optional<TrialId> about() {
            return Optional.of(plan.id());
        }
    }

    /**
     * A segment was trained: the points that came, where and in what time.
     *
     * @param handedBack whether it was left before its end, so that the trial trains on from its checkpoint, maybe in another
     *     process
     */
    record CurveExtended(
            TrialId trial,
            List<CurvePoint> points,
            String worker,
            long elapsedMillis,
            Optional<CheckpointRef> checkpoint,
            boolean handedBack)
            implements TrialEvent {
        public CurveExtended {
            points = ImmutableList.copyOf(points);
            worker = Texts.cut(worker, Texts.LONGEST_NAME);
        }

        /** A segment that was trained to its end. */
        public CurveExtended(
                TrialId trial,
                List<CurvePoint> points,
                String worker,
                long elapsedMillis,
                Optional<CheckpointRef> checkpoint) {
            this(trial, points, worker, elapsedMillis, checkpoint, false);
        }

        @Override
        public Kind kind() {
            return Kind.CURVE_EXTENDED;
        }

        @Override
        public Optional<TrialId> about() {
            return Optional.of(trial);
        }
    }

    /** The budget policy decided. */
    record DecisionMade(Decision decision) implements TrialEvent {
        @Override
        public Kind kind() {
            return Kind.DECISION_MADE;
        }

        @Override
        public Optional<TrialId> about() {
            return Optional.of(decision.trial());
        }
    }

    /** A trial ended. */
    record TrialEnded(TrialId trial, Outcome outcome) implements TrialEvent {
        @Override
        public Kind kind() {
            return Kind.TRIAL_ENDED;
        }

        @Override
        public Optional<TrialId> about() {
            return Optional.of(trial);
        }
    }

    /** The test split was read for a finalist. */
    record TestRead(TrialId trial, Evaluation evaluation) implements TrialEvent {
        @Override
        public Kind kind() {
            return Kind.TEST_READ;
        }

        @Override
        public Optional<TrialId> about() {
            return Optional.of(trial);
        }
    }

    /**
     * A trial was given to a program that trains it and may tell it from another process. Whoever asks next does not get it
     * while the lease lasts.
     *
     * @param from when the trial was given away, by the clock of the search
     * @param until when the lease ends
     */
    record TrialLeased(TrialId trial, Instant from, Instant until) implements TrialEvent {
        @Override
        public Kind kind() {
            return Kind.TRIAL_LEASED;
        }

        @Override
        public Optional<TrialId> about() {
            return Optional.of(trial);
        }
    }

    /**
     * No further trial will be proposed.
     *
     * @param halted whether held and waiting trials end too; otherwise the policy may continue them
     */
    record SearchClosed(String reason, boolean halted) implements TrialEvent {
        public SearchClosed {
            reason = Texts.cut(reason, Texts.LONGEST_REASON);
        }

        @Override
        public Kind kind() {
            return Kind.SEARCH_CLOSED;
        }
    }

    /**
     * The user lets the study go on with more than before, or under other stop rules: what was closed is open again.
     *
     * @param stopRules the words of the rules that may end it early from now on
     */
    record SearchExtended(StudyBudget budget, List<String> stopRules) implements TrialEvent {
        public SearchExtended {
            stopRules = ImmutableList.copyOf(stopRules);
        }

        /** The limits that a study begins with. */
        public static SearchExtended of(StudyRecord study) {
            return new SearchExtended(study.budget(), study.settings().stopRules());
        }

        @Override
        public Kind kind() {
            return Kind.SEARCH_EXTENDED;
        }
    }
}
