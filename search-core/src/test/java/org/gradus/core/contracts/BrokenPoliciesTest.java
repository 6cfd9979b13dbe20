package org.gradus.core.contracts;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.BudgetPolicyContract;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite of budget policies finds what is wrong with a policy, and says which rule it breaks. */
class BrokenPoliciesTest {
    /** All trials train one epoch, and what then happens to those that wait is a function of one of them. */
    private static BudgetPolicy eachWaiting(Function<Trial, Decision> decision) {
        return new ToyPolicies.Scripted(
                1,
                study -> study.searched().stream()
                        .filter(t -> t.state() == TrialState.WAITING)
                        .map(decision)
                        .toList());
    }

    private static Decision onward(Trial trial, int untilEpoch) {
        return Decision.continueUntil(trial.id(), untilEpoch, "why not");
    }

    static class Sound implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return eachWaiting(trial -> onward(trial, trial.epochsTrained() + 1));
        }
    }

    static class MilestoneStays implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return eachWaiting(trial -> onward(trial, trial.epochsTrained()));
        }
    }

    static class MilestoneBeyondTheEnd implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return eachWaiting(trial -> onward(trial, 1000));
        }
    }

    static class FirstMilestoneIsNone implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return new ToyPolicies.Scripted(0, study -> List.of());
        }
    }

    static class PromotesTheDiverged implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return new ToyPolicies.Scripted(
                    1,
                    study -> study.searched().stream()
                            .filter(t -> t.state() == TrialState.WAITING || t.ended(OutcomeKind.DIVERGED))
                            .map(t -> onward(t, study.maxEpochs()))
                            .toList());
        }
    }

    static class StopsAll implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return eachWaiting(trial -> Decision.stop(trial, "enough"));
        }
    }

    static class HoldsAll implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return eachWaiting(trial -> Decision.hold(trial, "later"));
        }
    }

    /** Its name is no word of a command line. */
    static class Shouts implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            BudgetPolicy sound = eachWaiting(trial -> onward(trial, trial.epochsTrained() + 1));
            return new BudgetPolicy() {
                @Override
                public String name() {
                    return "Best Three!";
                }

                @Override
                public int firstMilestone(StudyView study, Configuration configuration) {
                    return sound.firstMilestone(study, configuration);
                }

                @Override
                public List<Decision> decide(StudyView study) {
                    return sound.decide(study);
                }
            };
        }
    }

    static class CountsItsCalls implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            AtomicInteger calls = new AtomicInteger();
            return eachWaiting(trial -> calls.incrementAndGet() > 3
                    ? Decision.stop(trial, "three were enough")
                    : onward(trial, trial.epochsTrained() + 1));
        }
    }

    /** The best two of an even number of trials are trained to the end, and the best of an odd number. */
    static class LetsAWorseTrialStopABetterOne implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return new ToyPolicies.Scripted(1, study -> {
                boolean over =
                        study.isClosed() && study.searched().stream().noneMatch(t -> t.state() == TrialState.RUNNING);
                return over ? bestTwoOrOne(study) : List.of();
            });
        }

        private static List<Decision> bestTwoOrOne(StudyView study) {
            return study.searched().stream()
                    .filter(t -> t.scoreAt(study.objective(), 1).isPresent())
                    .sorted(Comparator.comparingDouble(
                            t -> t.scoreAt(study.objective(), 1).orElseThrow().value()))
                    .filter(t -> !t.ended(OutcomeKind.DIVERGED))
                    .limit(study.searched().size() % 2 == 0 ? 2 : 1)
                    .filter(t -> t.state() == TrialState.WAITING)
                    .map(t -> onward(t, study.maxEpochs()))
                    .toList();
        }
    }

    static class ThrowsOnDivergence implements BudgetPolicyContract {
        @Override
        public BudgetPolicy newPolicy() {
            return new ToyPolicies.Scripted(1, study -> {
                double worst = study.searched().stream()
                        .filter(Trial::ended)
                        .mapToDouble(t -> t.scoreAt(study.objective(), study.maxEpochs())
                                .orElseThrow()
                                .value())
                        .max()
                        .orElse(0);
                return study.searched().stream()
                        .filter(t -> t.state() == TrialState.WAITING)
                        .map(t -> Decision.continueUntil(t.id(), study.maxEpochs(), "the worst has " + worst))
                        .toList();
            });
        }
    }

    @Test
    void soundPolicyPasses() {
        ContractRun.of(Sound.class).holds();
    }

    static Stream<Arguments> brokenPolicies() {
        String bounded = "theDivergedAreNeverPromotedAndTheEpochsAreBounded";
        return Stream.of(
                Arguments.of(MilestoneStays.class, "everyTrialEndsForAReasonAndMilestonesRise", "Milestones increase"),
                Arguments.of(MilestoneBeyondTheEnd.class, bounded, "until epoch 1000"),
                Arguments.of(
                        FirstMilestoneIsNone.class,
                        "theFirstMilestoneIsAnEpochOfTheTraining",
                        "The first milestone is an epoch of a training of 1000"),
                Arguments.of(PromotesTheDiverged.class, bounded, "never promotes one that diverged"),
                Arguments.of(
                        StopsAll.class,
                        "theBestIsTrainedToTheEnd",
                        "The trial that is best at every epoch is trained to the last one"),
                Arguments.of(
                        HoldsAll.class,
                        "theBestIsTrainedToTheEnd",
                        "The trial that is best at every epoch is trained to the last one"),
                Arguments.of(HoldsAll.class, "aPolicyThatHoldsSaysSo", "needs() lacks HOLD"),
                Arguments.of(Shouts.class, "itsNameCanStandOnACommandLine", "lower-case words, joined by hyphens"),
                Arguments.of(
                        CountsItsCalls.class,
                        "everyTrialEndsForAReasonAndMilestonesRise",
                        "A policy decides by the study alone"),
                Arguments.of(
                        LetsAWorseTrialStopABetterOne.class,
                        "addingAWorseTrialStopsNoBetterOne",
                        "A trial that is worse than all others stops none of them"),
                Arguments.of(ThrowsOnDivergence.class, bounded, "A policy has an answer to every study, but"));
    }

    @ParameterizedTest
    @MethodSource
    void brokenPolicies(Class<?> suite, String test, String rule) {
        ContractRun.of(suite).breaks(test, rule);
    }
}
