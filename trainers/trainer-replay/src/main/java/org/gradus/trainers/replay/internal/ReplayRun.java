package org.gradus.trainers.replay.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.Schedules;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * Drives a search session over recorded curves, one trial at a time and in one thread. Beside the engine it leaves out
 * threads and the judgement, after every epoch, of losses that are finite but beyond hope: in a replay a trial diverges
 * where its record says so.
 */
public final class ReplayRun {
    private final StudyRecord study;
    private final Trainer trainer;
    private final Map<TrialId, TrainingSession> open = new HashMap<>();

    private ReplayRun(StudyRecord study, Trainer trainer) {
        this.study = study;
        this.trainer = trainer;
    }

    /** Everything that happened in a search. */
    public static List<TrialEvent> events(StudyRecord study, SearchPlan plan, Trainer trainer) {
        plan.check(PlanRequest.of(study.space(), study.budget(), trainer.descriptor()));
        trainer.check(study.space());
        return new ReplayRun(study, trainer).search(plan);
    }

    private List<TrialEvent> search(SearchPlan plan) {
        SearchSession session = SearchSession.start(study, plan.strategy(), plan.policy(), trainer::stepsPerEpoch);
        List<TrialEvent> events = new ArrayList<>();
        Ask ask = session.ask();
        while (ask.kind() == Ask.Kind.TRAIN) {
            session.tell(train((Ask.Train) ask));
            events.addAll(session.drainEvents());
            ask = session.ask();
        }
        events.addAll(session.drainEvents());
        open.values().forEach(TrainingSession::close);
        return events;
    }

    private SegmentReport train(Ask.Train ask) {
        Trial trial = ask.trial();
        try {
            TrainingSession training = open.get(trial.id());
            if (training == null) {
                training = trainer.open(request(trial));
                open.put(trial.id(), training);
            }
            return SegmentReport.of(trial.id(), training.advanceTo(ask.untilStep(), CancellationToken.create()));
        } catch (TrainingException e) {
            return SegmentReport.failed(trial.id(), String.valueOf(e.getMessage()), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchException("the replay of '" + study.id() + "' was interrupted", e);
        }
    }

    private TrainingRequest request(Trial trial) {
        return new TrainingRequest(
                trial.plan(),
                new Schedules.Constant(trial.configuration().learningRate()),
                study.budget().epochs() * trial.stepsPerEpoch(),
                study.settings().recordEvery());
    }
}
