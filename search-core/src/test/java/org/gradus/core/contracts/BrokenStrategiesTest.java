package org.gradus.core.contracts;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StrategyContract;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite of strategies finds what is wrong with a strategy, and says which rule it breaks. */
class BrokenStrategiesTest {
    /** Something at random that was not tried; a thousand draws find each of eight configurations. */
    private static Proposal fresh(StudyView study, RandomGenerator random, List<Configuration> tried) {
        for (int draw = 0; draw < 1000; draw++) {
            Configuration next = at(study, random.nextDouble(), random);
            if (!tried.contains(next)) {
                return Proposal.suggest(next, "at random");
            }
        }
        return new Proposal.Exhausted("a thousand draws found nothing new");
    }

    private static List<Configuration> tried(Stream<Trial> trials) {
        return trials.map(Trial::configuration).toList();
    }

    private static Configuration at(StudyView study, double first, RandomGenerator random) {
        double[] unit = random.doubles(study.space().dimensions()).toArray();
        unit[0] = first;
        return study.space().fromUnit(unit);
    }

    private static Proposal soundly(StudyView study, RandomGenerator random) {
        return fresh(study, random, tried(study.searched().stream()));
    }

    static class Sound implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of(BrokenStrategiesTest::soundly);
        }
    }

    static class OutsideTheSpace implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of((study, random) ->
                    Proposal.suggest(Configuration.builder().set("width", 7.0).build(), "always the same"));
        }
    }

    static class WithoutAReason implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of((study, random) -> soundly(study, random) instanceof Proposal.Suggest suggest
                    ? Proposal.suggest(suggest.configuration(), "")
                    : new Proposal.Exhausted(" "));
        }
    }

    static class ReadsTheClock implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of((study, random) ->
                    Proposal.suggest(at(study, System.currentTimeMillis() % 997 / 997.0, random), "the time has come"));
        }
    }

    static class CountsItsCalls implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            AtomicInteger calls = new AtomicInteger();
            return ToyStrategies.of((study, random) ->
                    Proposal.suggest(at(study, calls.incrementAndGet() % 97 / 97.0, random), "the next of my list"));
        }
    }

    /** State that all instances share, as a static field is: each process begins anew, and so does each test class. */
    static class CountsTheCallsOfAll implements StrategyContract {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of((study, random) ->
                    Proposal.suggest(at(study, CALLS.incrementAndGet() % 97 / 97.0, random), "the next of our list"));
        }
    }

    static class IgnoresTheFailed implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return counting(OutcomeKind.FAILED);
        }
    }

    static class IgnoresTheDiverged implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return counting(OutcomeKind.DIVERGED);
        }
    }

    /** The next of a list of random numbers, which trials that ended so do not use up. */
    private static Strategy counting(OutcomeKind forgotten) {
        return ToyStrategies.of((study, random) -> {
            List<Configuration> counted = tried(study.searched().stream().filter(t -> !t.ended(forgotten)));
            return fresh(study, new java.util.SplittableRandom(counted.size()), counted);
        });
    }

    static class DependsOnTheOrder implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of((study, random) -> {
                List<Trial> searched = study.searched();
                double first = searched.isEmpty()
                        ? random.nextDouble()
                        : (study.space().toUnit(searched.get(0).configuration())[0] + random.nextDouble()) / 2;
                return Proposal.suggest(at(study, first, random), "near the first");
            });
        }
    }

    static class NeedsASuccess implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            return ToyStrategies.of((study, random) -> {
                double[] best = study.searched().isEmpty()
                        ? new double[] {0.5}
                        : study.space()
                                .toUnit(study.bestCompleted().orElseThrow().configuration());
                return Proposal.suggest(at(study, best[0] / 2 + random.nextDouble() / 2, random), "near the best");
            });
        }
    }

    static class RefusesWithoutSaying implements StrategyContract {
        @Override
        public Strategy newStrategy() {
            Strategy sound = ToyStrategies.of(BrokenStrategiesTest::soundly);
            return new Strategy() {
                @Override
                public String name() {
                    return "picky";
                }

                @Override
                public void check(SearchSpace space, StudyBudget budget) {
                    if (space.dimensions() > 1) {
                        throw new IllegalStateException("strategy 'picky' needs a space of one parameter");
                    }
                }

                @Override
                public Proposal propose(StudyView study, RandomGenerator random) {
                    return sound.propose(study, random);
                }
            };
        }
    }

    @Test
    void soundStrategyPasses() {
        ContractRun.of(Sound.class).holds();
    }

    static Stream<Arguments> brokenStrategies() {
        String alone = "A proposal depends on nothing but the study and the random numbers";
        return Stream.of(
                Arguments.of(
                        OutsideTheSpace.class,
                        "staysInsideTheSpaceAndGivesReasons",
                        "Every proposal lies in the space, but 'toy' proposed (width=7"),
                Arguments.of(WithoutAReason.class, "staysInsideTheSpaceAndGivesReasons", "Every proposal has a reason"),
                Arguments.of(ReadsTheClock.class, "sameViewAndRandomNumbersGiveTheSameProposal", alone),
                Arguments.of(CountsItsCalls.class, "sameViewAndRandomNumbersGiveTheSameProposal", alone),
                Arguments.of(
                        CountsItsCalls.class, "replayThenContinueEqualsUninterrupted", "as if never interrupted, but"),
                Arguments.of(CountsTheCallsOfAll.class, "sameViewAndRandomNumbersGiveTheSameProposal", alone),
                Arguments.of(
                        IgnoresTheFailed.class,
                        "aFiniteSpaceIsUsedUpAndNothingIsTriedTwice",
                        "a trial that failed was tried too"),
                Arguments.of(
                        IgnoresTheFailed.class, "aRateThatEndedBadlyIsNotProposedAgain", "Trials that failed count"),
                Arguments.of(
                        IgnoresTheDiverged.class,
                        "aRateThatEndedBadlyIsNotProposedAgain",
                        "Trials that diverged count"),
                Arguments.of(
                        DependsOnTheOrder.class,
                        "permutingFinishedTrialsChangesNothing",
                        "The order in which trials finished does not matter"),
                Arguments.of(
                        NeedsASuccess.class, "worksWithAnyHistory", "A strategy has an answer to every history, but"),
                Arguments.of(
                        RefusesWithoutSaying.class,
                        "refusesTheDeclaredSpacesAndNoOthers",
                        "A strategy accepts every space that is not in refusedSpaces()"));
    }

    @ParameterizedTest
    @MethodSource
    void brokenStrategies(Class<?> suite, String test, String rule) {
        ContractRun.of(suite).breaks(test, rule);
    }
}
