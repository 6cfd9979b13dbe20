package org.gradus.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * A search whose trainings its caller does: Gradus proposes, and the caller trains with whatever it has and tells the figure.
 *
 * <pre>{@code
 * AskTell search = AskTell.of(SearchSpace.learningRate(1e-5, 1)).maximize("accuracy").trials(20).start();
 * for (AskTell.Asked trial : search) {
 *     trial.tell(yourTraining(trial.configuration()));
 * }
 * System.out.println(search.result());
 * }</pre>
 *
 * <p>Several trials may be asked for before any is told. Thread-safe. {@link org.gradus.core.session.SearchSession} is what lies
 * below, for callers that need all of it.
 */
public final class AskTell implements Iterable<AskTell.Asked>, AutoCloseable {
    private final ToldSession session;

    private AskTell(ToldSession session) {
        this.session = session;
    }

    /** A search of a space. */
    public static Builder of(SearchSpace space) {
        return new Builder(InstantSource.system()).space(space);
    }

    static AskTell begin(Continuation continuation, SearchSettings settings, SearchPlan plan, OpenedStore store) {
        return new AskTell(ToldSession.begin(continuation, settings, plan, store));
    }

    /**
     * Goes on with a study that was begun by asking and telling, in this process or another, as it is stored.
     *
     * @param address of its store, as for {@link org.gradus.core.store.jdbc.StudyStores#open(String)}
     * @param study its name
     * @param lease as for {@link Builder#lease}
     * @throws org.gradus.core.study.SearchException if the store cannot be used or has no such study, or the study was begun by a
     *     trainer, or with rules or strategies that are not known here
     */
    public static AskTell resume(String address, String study, Duration lease) {
        return StoredAskTell.resume(address, new StudyId(study), lease, InstantSource.system());
    }

    /** The next trial to train; empty if the search is {@linkplain #isFinished finished}, or a trial must be told first. */
    public Optional<Asked> ask() {
        return session.ask().map(trial -> new Asked(session, trial));
    }

    /**
     * A trial that was asked for, maybe in another process, and was not told yet.
     *
     * @param trial its number
     * @throws IllegalArgumentException if there is no such trial
     * @throws IllegalStateException if it was told already
     */
    public Asked asked(int trial) {
        return new Asked(session, session.take(new TrialId(trial)));
    }

    /** The study as it was begun. */
    public StudyRecord study() {
        return session.study();
    }

    /** The trials that other processes were given and have not told, and when they may be given to others. */
    public Map<TrialId, Instant> leases() {
        return session.leases();
    }

    /**
     * Asks until the search is finished. Trials that other processes train in the same study are waited for.
     *
     * <p>{@link Iterator#hasNext} throws {@link IllegalStateException} if nothing can be asked for before a trial is told that was
     * asked for here.
     */
    @Override
    public Iterator<Asked> iterator() {
        return new AskedIterator(this, session);
    }

    /** Whether all trials are told and nothing more will be asked for. */
    public boolean isFinished() {
        return session.isFinished();
    }

    /** The best candidate so far, once one has completed; {@link #result} says how sure that is. */
    public Optional<StudyView.BestSoFar> best() {
        List<StudyView.BestSoFar> all = session.view().bestSoFar();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All trials as they are now. */
    public StudyView view() {
        return session.view();
    }

    /** The study and its ranking as they are now, for reports; interrupted unless the search is finished. */
    public StudyResult result() {
        return session.result();
    }

    /** Closes the store; trials that were not told are asked for again when the study goes on. */
    @Override
    public void close() {
        session.close();
    }

    /**
     * Describes a search by ask and tell. Its defaults are those of {@link Search}: unless they are chosen, the automatic plan
     * chooses strategy and policy, and the loss is minimized.
     */
    public static final class Builder extends SearchDescription<Builder> {
        private boolean holdsModels;
        private long stepsPerEpoch = 1;

        private Builder(InstantSource clock) {
            super(new SearchSettings(new ToldTrainer(Objective.minimize("validationLoss"), false, 1), clock));
        }

        @Override
        Builder self() {
            return this;
        }

        /** The figure to make large, measured on validation data: {@code accuracy}. */
        public Builder maximize(String metric) {
            return objective(Objective.maximize(ToldTrainer.figure(metric)));
        }

        /** The figure to make small, measured on validation data: {@code loss}. */
        public Builder minimize(String metric) {
            return objective(Objective.minimize(ToldTrainer.figure(metric)));
        }

        /**
         * Says that the caller keeps the models of trials that have not ended, reports each epoch, and trains on where it is
         * asked to: policies may then hold trials and continue the best. Default: a trial that stops is over.
         */
        public Builder holdsModels() {
            holdsModels = true;
            return this;
        }

        /** The optimizer updates of an epoch, by which curves count their steps, at least 1; default 1. */
        public Builder stepsPerEpoch(long steps) {
            stepsPerEpoch = steps;
            return this;
        }

        /**
         * Lets other processes tell what is asked for here: a trial stays with the one that asked, closed or not, and is given to
         * another only when this time is over and it was not told. Default: a trial that was not told before its process ended is
         * asked for again at once.
         *
         * @param time at least a millisecond
         */
        public Builder lease(Duration time) {
            settings.lease = Optional.of(TrialLeases.requireTime(time));
            return this;
        }

        /**
         * Starts the search, or goes on with the study of this name that its store has.
         *
         * @throws IllegalArgumentException if a setting is out of its range
         * @throws IllegalStateException if the settings do not fit together, or the store has a study of this name that
         *     was begun in another way
         * @throws org.gradus.core.study.SearchException if the store cannot be used
         */
        public AskTell start() {
            settings.trainer = new ToldTrainer(settings.objective, holdsModels, stepsPerEpoch);
            return new SearchStarter(settings).startAskTell();
        }
    }

    /** A trial that was asked for, until it is told. Used by one thread at a time. */
    public static final class Asked {
        private final ToldTrial told;

        private Asked(ToldSession session, Trial trial) {
            told = new ToldTrial(session, trial);
        }

        /** The trial as it stood when it was asked for: its number, purpose, seeds and curve. */
        public Trial trial() {
            return told.trial();
        }

        /** What to train with. */
        public Configuration configuration() {
            return trial().configuration();
        }

        /** The epochs that it was trained for already; 0 unless it was held. */
        public int fromEpoch() {
            return trial().epochsTrained();
        }

        /** The epoch to train to: the last one, unless the policy decides earlier whether the trial goes on. */
        public int untilEpoch() {
            return trial().untilEpoch();
        }

        /** Tells the objective's figure after {@link #untilEpoch}, as people read it. One that is not finite tells divergence. */
        public void tell(double figure) {
            tell(told.evaluation(figure));
        }

        /**
         * Tells the loss and all metrics after {@link #untilEpoch}, the objective's among them.
         *
         * @throws IllegalStateException if the policy may continue the trial although its caller keeps no models
         */
        public void tell(Evaluation evaluation) {
            told.tell(evaluation);
        }

        /**
         * Tells the curve that came of the trial since {@link #fromEpoch}. A figure that is not finite tells divergence.
         *
         * @param curve steps increasing; the last one is an evaluation after {@link #untilEpoch}, unless the training diverged
         * @throws IllegalArgumentException if it is no such curve; the trial can be told again
         * @throws IllegalStateException if the policy may continue the trial although its caller keeps no models
         */
        public void tell(List<CurvePoint> curve) {
            told.tell(curve);
        }

        /** Tells the figure after the next epoch; whether to train another now, or the trial is over, or held for later. */
        public boolean report(double figure) {
            return report(told.evaluation(figure));
        }

        /** As {@link #report(double)}, with the loss and all metrics. */
        public boolean report(Evaluation evaluation) {
            return told.report(evaluation);
        }

        /** Tells that the training diverged, which is a result: strategies learn from it. */
        public void diverged(String reason) {
            told.diverged(reason);
        }

        /** As {@link #diverged(String)}, with the curve that was seen before. */
        public void diverged(List<CurvePoint> curve, String reason) {
            told.diverged(curve, reason);
        }

        /** Tells that the training failed for a reason that has nothing to do with its configuration. */
        public void failed(String reason) {
            told.failed(reason);
        }

        /** As {@link #failed(String)}, with the curve that was seen before. */
        public void failed(List<CurvePoint> curve, String reason) {
            told.failed(curve, reason);
        }

        /** Tells that the training threw. */
        public void failed(Throwable cause) {
            told.failed(cause);
        }
    }
}
