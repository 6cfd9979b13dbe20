package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot work is refused before anything is trained, naming what is missing. */
class SearchRefusalsTest {
    private final ScriptedTrainer trainer =
            new ScriptedTrainer((request, step, loss, cancel) -> loss, Set.of(Capability.TEST));

    private Search search() {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1))
                .trials(1);
    }

    @AfterEach
    void nothingWasTrained() {
        assertThat(trainer.opened()).isEmpty();
    }

    @Test
    void searchWithoutASpace() {
        Search search = Search.of(trainer).strategy(ToyStrategies.rates(0.1)).trials(1);
        assertThatIllegalArgumentException()
                .isThrownBy(search::start)
                .withMessage("a search space needs at least one parameter, but has none"
                        + "\nMaybe learningRate(min, max) was not called.");
    }

    @Test
    void rangeThatCannotBe() {
        Search search = Search.of(trainer);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.learningRate(1, 1e-4))
                .withMessageContaining("Maybe the two ends were swapped");
    }

    @Test
    void searchWithoutAStrategy() {
        Search search = Search.of(trainer).learningRate(1e-4, 1).trials(1);
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessage(
                        "the search has no strategy"
                                + "\nMaybe strategy(...) was not called, or gradus-search-strategies is not on the class path.");
    }

    @Test
    void studyThatIsBegunForOthersButKeptNowhere() {
        Search search = search();
        assertThatIllegalStateException()
                .isThrownBy(search::begin)
                .withMessage("begin() leaves the study in its store\nMaybe store(...) was not called.");
    }

    @Test
    void searchWithoutAnEnd() {
        Search search = Search.of(trainer).learningRate(1e-4, 1).strategy(ToyStrategies.rates(0.1));
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessage("the search has no end\nMaybe trials(n) was not called.");
    }

    @Test
    void objectiveThatTheTrainerDoesNotMeasure() {
        Search search = search().objective(Objective.maximize("validationF1"));
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessage("the objective needs the metric 'f1', but trainer 'scripted' measures only the loss and"
                        + " accuracy\nMaybe use Objective.maximize(\"validationAccuracy\").");
    }

    /** Else the name would be taken by a study that cannot be searched. */
    @Test
    void refusedStrategyLeavesNoStudyBehind() {
        Strategy refusing = new Strategy() {
            @Override
            public String name() {
                return "refusing";
            }

            @Override
            public void check(SearchSpace space, StudyBudget budget) {
                throw new IllegalStateException("strategy 'refusing' cannot search " + space.describe());
            }

            @Override
            public Proposal propose(StudyView study, RandomGenerator random) {
                return new Proposal.Exhausted("never asked");
            }
        };
        InMemoryStudyStore store = new InMemoryStudyStore();
        assertThatIllegalStateException()
                .isThrownBy(search().strategy(refusing).store(store)::start)
                .withMessage("strategy 'refusing' cannot search learningRate 1e-4 to 1 (log)");
        assertThat(store.studies()).isEmpty();
    }

    @Test
    void strategyThatNeedsWhatTheTrainerCannotDo() {
        Strategy sweeping = new Strategy() {
            @Override
            public String name() {
                return "range-test";
            }

            @Override
            public Proposal propose(StudyView study, RandomGenerator random) {
                return new Proposal.Exhausted("never asked");
            }

            @Override
            public Set<Capability> needs() {
                return Set.of(Capability.SWEEP);
            }
        };
        Search search = search().strategy(sweeping);
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessage("strategy 'range-test' needs trials that can follow a sweep of the learning rate,"
                        + " but those of trainer 'scripted' cannot");
    }

    @Test
    void policyThatNeedsWhatTheTrainerCannotDo() {
        BudgetPolicy holding = new BudgetPolicy() {
            @Override
            public String name() {
                return "keep-best";
            }

            @Override
            public int firstMilestone(StudyView study, Configuration configuration) {
                return 1;
            }

            @Override
            public List<Decision> decide(StudyView study) {
                return List.of();
            }

            @Override
            public Set<Capability> needs() {
                return Set.of(Capability.HOLD);
            }
        };
        Search search = search().policy(holding);
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessage("policy 'keep-best' needs trials that can be held and continued,"
                        + " but those of trainer 'scripted' cannot");
    }

    @Test
    void scheduleThatIsUnknownOrNoChoice() {
        Search unknown = search().categorical("schedule", "constant", "zigzag");
        assertThatIllegalArgumentException()
                .isThrownBy(unknown::start)
                .withMessageStartingWith("unknown schedule 'zigzag'; known are constant, ");
        Search number = search().real("schedule", 0, 1, Scale.LINEAR);
        assertThatIllegalStateException()
                .isThrownBy(number::start)
                .withMessageContaining("'schedule' must be a choice among [constant, ")
                .withMessageContaining("but is 0 to 1");
    }

    @Test
    void settingsOutOfTheirRange() {
        assertRefused(search().trials(0), "trials must be at least 1, but was 0");
        assertRefused(search().epochs(0), "epochs must be at least 1, but was 0");
        assertRefused(search().totalEpochs(0), "total epochs must be at least 1, but was 0");
        assertRefused(search().parallelism(0), "parallelism must be at least 1, but was 0");
        assertRefused(search().round(-1), "round must be 0 or more, but was -1");
        assertRefused(search().replicates(-1), "replicates must be 0 or more, but was -1");
        assertRefused(search().finalists(0), "finalists must be at least 1, but was 0");
        assertRefused(search().recordEvery(0), "recordEvery must be at least 1, but was 0");
        assertRefused(search().named(" "), "the name of a study must not be blank");
        assertRefused(
                search().trialTimeLimit(Duration.ZERO), "the time limit of a trial must be positive, but was PT0S");
        assertRefused(
                search().trialTimeLimit(Duration.ofSeconds(-1)),
                "the time limit of a trial must be positive, but was PT-1S");
    }

    private static void assertRefused(Search search, String message) {
        assertThatIllegalArgumentException().isThrownBy(search::start).withMessage(message);
    }
}
