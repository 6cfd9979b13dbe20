package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.gradus.core.session.SessionSetup.STEPS;
import static org.gradus.core.session.SessionSetup.outcome;
import static org.gradus.core.session.SessionSetup.session;
import static org.gradus.core.session.SessionSetup.train;
import static org.gradus.core.session.SessionSetup.trial;

import java.util.List;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.junit.jupiter.api.Test;

/** Trials beside the candidates, and what runs when a search is stopped. */
class ReplicatesAndStopsTest {
    @Test
    void candidatesShareTheirSeedsAndReplicatesHaveFreshOnes() {
        SearchSession session = session(2, 1, 0.1, 0.2);
        Trial first = train(session).trial();
        Trial second = train(session).trial();
        assertThat(first.plan().seeds()).isEqualTo(second.plan().seeds()).isEqualTo(Seeds.of(7, 0));
        session.tell(new Ask.Train(first, session.view().objective(), 0, STEPS).scored(0.5));
        session.tell(new Ask.Train(second, session.view().objective(), 0, STEPS).scored(0.5));
        for (int finalist = 1; finalist <= 2; finalist++) {
            for (int replicate = 1; replicate <= 2; replicate++) {
                TrialId id = session.replicate(new TrialId(finalist), replicate, "again");
                Trial trial = session.view().trial(id);
                assertThat(trial.plan().seeds()).isEqualTo(Seeds.of(7, replicate));
                assertThat(trial.plan().replicateOf()).contains(new TrialId(finalist));
                assertThat(trial.configuration())
                        .isEqualTo(trial(session, finalist).configuration());
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.replicate(new TrialId(1), 0, "again"))
                .withMessage("replicates count from 1, but the number was 0");
    }

    @Test
    void replicatesAndBaselinesTrainToTheEndWhateverThePolicy() {
        BudgetPolicy oneEpoch = new ToyPolicies.Scripted(1, study -> List.of());
        SearchSession session = session(StudyBudget.of(1, 4), ToyStrategies.rates(0.1), oneEpoch);
        TrialId baseline = session.baseline(Configuration.of(new LearningRate(0.5)), "the default");
        Ask.Train first = train(session);
        assertThat(first.trial().id()).isEqualTo(baseline);
        assertThat(first.trial().purpose()).isEqualTo(TrialPurpose.BASELINE);
        assertThat(first.untilEpoch()).isEqualTo(4);
        session.tell(first.scored(0.5));
        Ask.Train candidate = train(session);
        assertThat(candidate.untilEpoch()).isEqualTo(1);
        session.tell(candidate.scored(0.6));
        session.replicate(candidate.trial().id(), 1, "again");
        Ask.Train replicate = train(session);
        assertThat(replicate.untilEpoch()).isEqualTo(4);
        session.tell(replicate.scored(0.7));
        assertThat(session.view().trial(replicate.trial().id()).finalScore()).contains(new Score(-0.7, 4));
    }

    @Test
    void sweepRunsItsStepsHasNoScoreAndSeedsOfItsOwn() {
        Sweep sweep = new Sweep(1e-5, 1, 25);
        SearchSession session = session(StudyBudget.of(1, 4), ToyStrategies.sweepThen(sweep, 0.1), new FullBudget());
        Ask.Train order = train(session);
        assertThat(order.trial().purpose()).isEqualTo(TrialPurpose.SWEEP);
        assertThat(order.untilStep()).isEqualTo(25);
        assertThat(order.trial().plan().seeds().init()).isEqualTo(Seeds.of(7, 0).init());
        assertThat(order.trial().plan().seeds().data())
                .isNotEqualTo(Seeds.of(7, 0).data());
        session.tell(ToyTraining.train(order));
        assertThat(outcome(session, 1).kind()).isEqualTo(OutcomeKind.COMPLETED);
        assertThat(trial(session, 1).finalScore()).isEmpty();
        assertThat(train(session).trial().purpose()).isEqualTo(TrialPurpose.SEARCH);
        assertThat(session.view().searched()).hasSize(1);
    }

    @Test
    void stopEndsWhatWaitsAndLetsWhatRunsReport() {
        SearchSession session =
                session(StudyBudget.of(5, 3), ToyStrategies.rates(1e-3, 1e-2, 0.1), ToyPolicies.bestHalf());
        session.tell(ToyTraining.train(train(session)));
        Ask.Train running = train(session);
        Ask.Train other = train(session);
        session.stop("the target is reached");
        assertThat(session.isHalted()).isTrue();
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Stopped(1, "the target is reached"));
        assertThat(trial(session, 2).state()).isEqualTo(TrialState.RUNNING);
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
        session.tell(ToyTraining.train(running));
        assertThat(outcome(session, 2)).isEqualTo(new Outcome.Stopped(1, "the target is reached"));
        session.giveBack(other.trial().id());
        assertThat(outcome(session, 3)).isEqualTo(new Outcome.Stopped(0, "the target is reached"));
        assertThat(session.ask()).isEqualTo(new Ask.Finished("the target is reached"));
    }

    @Test
    void replicatesRunAfterAStop() {
        SearchSession session = session(5, 1, 1e-3, 1e-2, 0.1);
        session.tell(ToyTraining.train(train(session)));
        session.tell(ToyTraining.train(train(session)));
        session.stop("the target is reached");
        session.replicate(new TrialId(2), 1, "again");
        session.replicate(new TrialId(1), 1, "again");
        session.replicate(new TrialId(2), 2, "again");
        for (int number = 3; number <= 5; number++) {
            Ask.Train order = train(session);
            assertThat(order.trial().id()).isEqualTo(new TrialId(number));
            session.tell(ToyTraining.train(order));
            assertThat(trial(session, number).ended(OutcomeKind.COMPLETED)).isTrue();
        }
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
    }
}
