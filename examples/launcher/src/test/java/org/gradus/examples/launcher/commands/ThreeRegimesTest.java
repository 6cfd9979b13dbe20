package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Sweep;
import org.junit.jupiter.api.Test;

class ThreeRegimesTest {
    private static final Sweep SWEEP = new Sweep(1e-6, 10, 141);
    private static final ThreeRegimes STRATEGY =
            new ThreeRegimes(new SweepStrategy(RangeTestPlan.of(SWEEP, 2).withoutEdge()), 30);

    /** Falls around 1e-3, breaks down at 1. */
    private static final double[] LOSSES = IntStream.rangeClosed(1, 141)
            .mapToDouble(step -> Math.log10(SWEEP.schedule().at(step, 141)))
            .map(x -> 2.3 - 1.5 / (1 + Math.exp(-4 * (x + 3))) + 5 / (1 + Math.exp(-12 * x)))
            .toArray();

    private static final double[] GOOD_CURVE = {0.6, 0.75, 0.795, 0.805, 0.81};

    @Test
    void sweepsFirst() {
        assertThat(propose(study().view()))
                .isInstanceOfSatisfying(
                        Proposal.Suggest.class, s -> assertThat(s.sweep()).contains(SWEEP));
        assertThat(propose(swept(1).view()))
                .isInstanceOfSatisfying(
                        Proposal.Suggest.class, s -> assertThat(s.sweep()).contains(SWEEP));
    }

    @Test
    void readsItsRatesOffTheSweeps() {
        StudyBuilder study = swept(2);
        double good = rate(study);
        study.completed(good, GOOD_CURVE);
        double low = rate(study);
        study.completed(low, 0.11, 0.13, 0.15, 0.17, 0.19);
        double high = rate(study);
        study.diverged(high);

        // The loss falls most steeply at 1e-3 and is lost again at about 1.
        assertThat(low).isLessThan(1e-3 / 30);
        assertThat(good).isBetween(1e-3 / 3, 0.4);
        assertThat(high).isBetween(5.0, 100.0);
        assertThat(propose(study.view()).kind()).isEqualTo(Proposal.Kind.EXHAUSTED);
        assertThat(study.view().searched().stream().map(t -> RegimeTrials.words(study.view(), t)))
                .containsExactly("good", "too low", "too high");
    }

    /** The middle of 1e-6 to 10, then a tenth of it where that was too high. */
    @Test
    void beginsInTheMiddleOfTheRangeWhereTheSweepsSuggestNothing() {
        double[] broken = new double[141];
        java.util.Arrays.fill(broken, Double.NaN);
        StudyBuilder study = study().sweep(1e-6, 10, broken).sweep(1e-6, 10, broken);
        double first = rate(study);
        assertThat(Math.log10(first)).isCloseTo(-2.5, within(1e-9));
        study.diverged(first);
        assertThat(rate(study)).isEqualTo(first / 10);
    }

    @Test
    void goesDownWhereWhatShouldBeGoodIsTooHigh() {
        StudyBuilder study = swept(2);
        double first = rate(study);
        study.diverged(first);
        double second = rate(study);
        study.completed(second, GOOD_CURVE);
        double low = rate(study);

        assertThat(second).isEqualTo(first / 10);
        assertThat(low).isLessThan(second);
        // What broke down stands for the rates too high.
        assertThat(propose(study.running(low, 5).view()).kind()).isEqualTo(Proposal.Kind.AWAIT);
    }

    @Test
    void goesFartherWhereAGuessWasNotFarEnough() {
        StudyBuilder study = swept(2);
        study.completed(rate(study), GOOD_CURVE);
        double low = rate(study);
        study.completed(low, GOOD_CURVE);
        double lower = rate(study);
        study.completed(lower, 0.11, 0.13, 0.15, 0.17, 0.19);
        double high = rate(study);
        study.completed(high, GOOD_CURVE);

        assertThat(lower).isEqualTo(low / 10);
        assertThat(rate(study)).isEqualTo(high * 10);
    }

    @Test
    void triesTooLowAndTooHighAtOnce() {
        StudyBuilder study = swept(2);
        double good = rate(study);
        assertThat(propose(swept(2).running(good, 5).view()).kind()).isEqualTo(Proposal.Kind.AWAIT);
        study.completed(good, GOOD_CURVE);
        double low = rate(study);
        study.running(low, 5);
        double high = rate(study);

        assertThat(low).isLessThan(good);
        assertThat(high).isGreaterThan(good);
    }

    @Test
    void staysWithinTheSpace() {
        StudyBuilder study = StudyBuilder.rates(1e-6, 10, 5)
                .sweep(1e-6, 10, LOSSES)
                .sweep(1e-6, 10, LOSSES)
                .completed(1e-2, GOOD_CURVE)
                .completed(1e-6, 0.11, 0.13, 0.15, 0.17, 0.19)
                .completed(10, GOOD_CURVE);

        assertThat(propose(study.view())).isEqualTo(new Proposal.Exhausted("the range ends before the regime"));
    }

    private static StudyBuilder study() {
        return StudyBuilder.rates(1e-10, 1e3, 5);
    }

    private static StudyBuilder swept(int sweeps) {
        StudyBuilder study = study();
        for (int i = 0; i < sweeps; i++) {
            study.sweep(1e-6, 10, LOSSES);
        }
        return study;
    }

    private static double rate(StudyBuilder study) {
        return ((Proposal.Suggest) propose(study.view()))
                .configuration()
                .learningRate()
                .value();
    }

    private static Proposal propose(StudyView view) {
        return STRATEGY.propose(view, new Random(1));
    }
}
