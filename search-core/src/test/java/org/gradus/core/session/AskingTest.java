package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.core.session.SessionSetup.STEPS;
import static org.gradus.core.session.SessionSetup.session;
import static org.gradus.core.session.SessionSetup.study;
import static org.gradus.core.session.SessionSetup.train;
import static org.gradus.core.session.SessionSetup.trial;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.junit.jupiter.api.Test;

/** What a session asks for, and when it ends. */
class AskingTest {
    @Test
    void searchByHandNeedsNothingButTheFigure() {
        SearchSession session = session(3, 5, 1e-3, 1e-2, 1e-1);
        double[] figures = {0.6, 0.9, 0.7};
        for (int i = 0; i < 3; i++) {
            Ask.Train order = train(session);
            assertThat(order.trial().id()).isEqualTo(new TrialId(i + 1));
            assertThat(order.configuration().learningRate().value()).isEqualTo(Math.pow(10, i - 3));
            assertThat(order.fromStep()).isZero();
            assertThat(order.untilStep()).isEqualTo(5 * STEPS);
            assertThat(order.untilEpoch()).isEqualTo(5);
            session.tell(order.scored(figures[i]));
        }
        assertThat(session.ask()).isEqualTo(new Ask.Finished("all 3 trials were proposed"));
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
        Trial best = session.view().bestCompleted().orElseThrow();
        assertThat(best.id()).isEqualTo(new TrialId(2));
        assertThat(best.finalScore()).contains(new Score(-0.9, 5));
    }

    @Test
    void searchByHandMinimizesLossesToo() {
        StudyRecord accuracy = study(StudyBudget.of(2, 1));
        StudyRecord loss = new StudyRecord(
                accuracy.id(),
                accuracy.space(),
                Objective.minimize("validationLoss"),
                accuracy.budget(),
                accuracy.settings(),
                accuracy.provenance());
        SearchSession session =
                SearchSession.start(loss, ToyStrategies.rates(0.1, 0.2), new FullBudget(), configuration -> 1);
        session.tell(train(session).scored(0.4));
        session.tell(train(session).scored(0.3));
        assertThat(session.view().bestCompleted().orElseThrow().id()).isEqualTo(new TrialId(2));
        assertThat(trial(session, 1).curve().points().get(0).batchLoss()).isEqualTo(0.4);
    }

    @Test
    void proposalsCarryTheirStrategyAndReason() {
        SearchSession session = session(1, 5, 0.1);
        Trial trial = train(session).trial();
        assertThat(trial.plan().proposedBy()).isEqualTo("toy");
        assertThat(trial.plan().reason()).isEqualTo("rate 0.1");
        assertThat(trial.purpose()).isEqualTo(TrialPurpose.SEARCH);
    }

    @Test
    void strategyThatIsExhaustedEndsTheSearch() {
        SearchSession session = session(9, 1, 0.1);
        session.tell(train(session).scored(0.5));
        assertThat(session.ask()).isEqualTo(new Ask.Finished("all rates were tried"));
        assertThat(session.view().closed()).contains("all rates were tried");
    }

    @Test
    void runningTrialsAreAwaitedAtTheEnd() {
        SearchSession session = session(2, 1, 0.1, 0.2);
        Ask.Train first = train(session);
        Ask.Train second = train(session);
        assertThat(session.ask()).isEqualTo(new Ask.Wait("waiting for 2 running trials"));
        session.tell(second.scored(0.5));
        assertThat(session.ask()).isEqualTo(new Ask.Wait("waiting for 1 running trials"));
        session.tell(first.scored(0.5));
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
    }

    @Test
    void strategyMayAwaitARunningTrial() {
        Strategy oneAtATime =
                ToyStrategies.of((study, random) -> study.searched().stream().allMatch(Trial::ended)
                        ? ToyStrategies.rate(0.1)
                        : new Proposal.Await("one at a time"));
        SearchSession session = session(StudyBudget.of(2, 1), oneAtATime, new FullBudget());
        Ask.Train first = train(session);
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
        session.tell(first.scored(0.5));
        assertThat(train(session).trial().id()).isEqualTo(new TrialId(2));
    }

    @Test
    void strategyThatAwaitsNothingIsRefused() {
        Strategy waiting = ToyStrategies.of((study, random) -> new Proposal.Await("forever"));
        SearchSession session = session(StudyBudget.of(2, 1), waiting, new FullBudget());
        assertThatIllegalStateException()
                .isThrownBy(session::ask)
                .withMessage("strategy 'toy' waits for trials, but none is running and policy 'full' continues none");
    }

    @Test
    void proposalOutsideTheSpaceIsRefused() {
        SearchSession session = session(1, 1, 100);
        assertThatIllegalStateException()
                .isThrownBy(session::ask)
                .withMessage("strategy 'toy' proposed (learningRate=1e2), which is not in the space:"
                        + " learningRate 1e-5 to 10 (log)");
    }

    /** Two trials of five epochs spend the nine; what runs is not cut short. */
    @Test
    void nothingNewBeginsOnceTheEpochsAreSpent() {
        StudyBudget budget = new StudyBudget(OptionalInt.empty(), 5, OptionalLong.of(9));
        SearchSession session = session(budget, ToyStrategies.leaning(), new FullBudget());
        session.tell(train(session).scored(0.5));
        assertThat(session.view().epochsSpent()).isCloseTo(5, within(1e-12));
        session.tell(train(session).scored(0.5));
        assertThat(session.ask()).isEqualTo(new Ask.Finished("all 9 epochs are spent"));
        assertThat(session.view().epochsSpent()).isCloseTo(10, within(1e-12));
    }

    @Test
    void orderGivenBackIsAskedForNext() {
        SearchSession session = session(3, 1, 0.1, 0.2, 0.3);
        Ask.Train first = train(session);
        train(session);
        session.giveBack(first.trial().id());
        assertThat(train(session)).isEqualTo(first);
        assertThatIllegalStateException()
                .isThrownBy(() -> session.giveBack(new TrialId(3)))
                .withMessageContaining("was not asked for");
        assertThat(trial(session, 1).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void strategyAndPolicyMayRefuseTheSpaceAtTheStart() {
        Strategy picky = new Strategy() {
            @Override
            public String name() {
                return "picky";
            }

            @Override
            public Proposal propose(StudyView study, RandomGenerator random) {
                return new Proposal.Exhausted("never asked");
            }

            @Override
            public void check(SearchSpace space, StudyBudget budget) {
                throw new IllegalStateException("'picky' works on momentum alone");
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> session(StudyBudget.of(1, 1), picky, new FullBudget()))
                .withMessage("'picky' works on momentum alone");
    }
}
