package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Range tests of the quadratic by the real engine, whose edge at a constant rate is known to be 2/λ_max. */
class QuadraticRangeTestTest {
    /** Follows a plan. */
    private record Planned(RangeTestPlan plan) implements Strategy {
        @Override
        public String name() {
            return "planned";
        }

        @Override
        public Proposal propose(StudyView study, RandomGenerator random) {
            RangeTestPlan.Next next = plan.next(runs(study));
            return next.sweep()
                    .<Proposal>map(sweep ->
                            Proposal.sweep(Configuration.of(new LearningRate(sweep.minRate())), sweep, next.reason()))
                    .orElseGet(() -> new Proposal.Exhausted(next.reason()));
        }

        @Override
        public Set<Capability> needs() {
            return Set.of(Capability.SWEEP);
        }
    }

    private static List<SweepRun> runs(StudyView study) {
        return study.trials(TrialPurpose.SWEEP).stream()
                .map(t -> new SweepRun(t.plan().sweep().orElseThrow(), t.curve()))
                .toList();
    }

    private static StudyView test(QuadraticTrainer trainer, RangeTestPlan plan, long seed) {
        StudyView study = Search.of(trainer.stepsPerEpoch(157))
                .learningRate(plan.climb().minRate(), plan.climb().maxRate())
                .strategy(new Planned(plan))
                .policy(new FullBudget())
                .trials(1)
                .seed(seed)
                .parallelism(1)
                .run()
                .view();
        assertThat(study.trials()).allMatch(t -> t.ended(OutcomeKind.COMPLETED));
        return study;
    }

    private static double[] spectrum(int dimensions, IntToDoubleFunction eigenvalue) {
        return IntStream.rangeClosed(1, dimensions).mapToDouble(eigenvalue).toArray();
    }

    static Stream<Arguments> quadratics() {
        return Stream.of(
                Arguments.of("one direction", QuadraticTrainer.of(1)),
                Arguments.of("two, of condition 10", QuadraticTrainer.of(10, 1)),
                Arguments.of("four, of condition 1000", QuadraticTrainer.of(100, 10, 1, 0.1)),
                Arguments.of("one far above the others", QuadraticTrainer.of(50, 1, 0.5, 0.2, 0.1, 0.05, 0.02)),
                Arguments.of("fifty alike", QuadraticTrainer.of(spectrum(50, i -> 5))),
                Arguments.of("a power law", QuadraticTrainer.of(spectrum(100, i -> 20.0 / i))),
                Arguments.of("a straight line", QuadraticTrainer.of(spectrum(40, i -> 0.1 * i))),
                Arguments.of("one direction with noise", QuadraticTrainer.of(1).noise(0.1)),
                Arguments.of(
                        "four with noise", QuadraticTrainer.of(100, 10, 1, 0.1).noise(1)),
                Arguments.of(
                        "fifty alike with noise",
                        QuadraticTrainer.of(spectrum(50, i -> 5)).noise(0.5)),
                Arguments.of(
                        "a power law with noise",
                        QuadraticTrainer.of(spectrum(100, i -> 20.0 / i)).noise(1)),
                Arguments.of(
                        "a straight line with noise",
                        QuadraticTrainer.of(spectrum(40, i -> 0.1 * i)).noise(0.5)));
    }

    /** Within a quarter, at the price of at most three epochs; the range moves so that no grid of rates is favoured. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("quadratics")
    void theConfirmedEdgeIsWithinAQuarterOfTheKnownOne(String name, QuadraticTrainer trainer) {
        for (long seed = 1; seed <= 10; seed++) {
            double shift = Math.pow(10, seed / 12.0);
            RangeTestPlan plan =
                    RangeTestPlan.of(trainer.criticalRate() * shift * 1e-6, trainer.criticalRate() * shift * 10);
            StudyView study = test(trainer, plan, seed);
            Landmark edge = plan.analyse(runs(study)).edge().orElseThrow();
            assertThat(edge.value() / trainer.criticalRate())
                    .as("%s, seed %s", name, seed)
                    .isBetween(0.75, 1.25);
            assertThat(study.epochsSpent()).isLessThanOrEqualTo(3);
            SweepAnalysis analysis = plan.analyse(runs(study));
            assertThat(analysis.interval().orElseThrow().high())
                    .isLessThanOrEqualTo(analysis.edge().orElseThrow().low());
            // Where 2/λ_max is known, the interval never ends above it.
            assertThat(plan.analyse(runs(study), OptionalDouble.of(trainer.criticalRate()))
                            .interval()
                            .orElseThrow()
                            .high())
                    .isLessThanOrEqualTo(trainer.criticalRate());
        }
    }

    /**
     * The reason to probe: without noise, a sweep that passes the edge has already learned a lot, and so breaks far above
     * it.
     */
    @Test
    void theEdgeOfTheSweepsAloneIsSeveralTimesTooHighAndTheIntervalKnowsBetter() {
        QuadraticTrainer trainer = QuadraticTrainer.of(10, 1);
        RangeTestPlan plan = RangeTestPlan.of(1e-6, 10);
        SweepAnalysis analysis = plan.analyse(runs(test(trainer, plan, 1)));
        assertThat(analysis.unstable().orElseThrow().value()).isGreaterThan(3 * trainer.criticalRate());
        assertThat(analysis.interval().orElseThrow().high()).isLessThan(1.1 * trainer.criticalRate());
        RangeTestPlan without = plan.withoutEdge();
        SweepAnalysis sweepsAlone = without.analyse(runs(test(trainer, without, 1)));
        assertThat(sweepsAlone.edge()).isEmpty();
        assertThat(sweepsAlone.interval().orElseThrow().high()).isGreaterThan(1.25 * trainer.criticalRate());
    }

    /** The edge is at 0.2, passed at step 65 of 121; half of the steps after it are saved. */
    @Test
    void sweepsEndWhereTheyHaveSeenEnough() {
        QuadraticTrainer trainer = QuadraticTrainer.of(10, 1).noise(0.1);
        RangeTestPlan plan = RangeTestPlan.of(1e-6, 1e4).withoutEdge();
        assertThat(plan.climb().steps()).isEqualTo(121);
        StudyView study = test(trainer, plan, 1);
        assertThat(study.trials(TrialPurpose.SWEEP)).hasSize(3).allSatisfy(t -> {
            assertThat(t.curve().lastStep()).isBetween(65L, 93L);
            assertThat(t.outcome().orElseThrow().reason()).startsWith("the sweep saw enough: ");
        });
    }
}
