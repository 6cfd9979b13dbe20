package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;
import org.gradus.core.testkit.Curves;
import org.gradus.core.trial.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeSearchTest {
    private static final int STEPS = 30;

    /** Loss 2, falling to 1; above the edge rising to 5. */
    private static SweepRun probe(double rate, double edge) {
        double[] losses = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            losses[i] = rate <= edge ? 1 + Math.exp(-i / 3.0) : 2 + 3.0 * i / STEPS;
        }
        return new SweepRun(Sweep.constant(rate, STEPS), LearningCurve.of(Curves.batches(rate, losses)));
    }

    /** Probes until the search has no more to ask for. */
    private static List<SweepRun> search(double edge, double suspected) {
        List<SweepRun> probes = new ArrayList<>();
        Optional<EdgeSearch.Probe> next = of(probes, suspected).next();
        while (next.isPresent()) {
            probes.add(probe(next.get().rate(), edge));
            next = of(probes, suspected).next();
        }
        return probes;
    }

    private static EdgeSearch of(List<SweepRun> probes, double suspected) {
        return new EdgeSearch(probes, new double[] {2, 2, 2}, suspected, 1e-6, 10);
    }

    /** Four halvings close a factor of 8 down to 1.15, after three probes that find a bracket, or more far outside. */
    @ParameterizedTest
    @CsvSource({"0.1, 7", "0.05, 6", "0.02, 6", "0.3, 8", "0.002, 9", "1.5, 10"})
    void closesInOnTheEdge(double edge, int mostProbes) {
        List<SweepRun> probes = search(edge, 0.1);
        Landmark found = of(probes, 0.1).probed().edge().orElseThrow();
        assertThat(edge).isBetween(found.low(), found.high());
        assertThat(found.high() / found.low()).isLessThanOrEqualTo(1.2);
        assertThat(found.value()).isCloseTo(Math.sqrt(found.low() * found.high()), within(1e-12));
        assertThat(probes).hasSizeLessThanOrEqualTo(mostProbes);
    }

    @Test
    void beginsFarBelowWhereTheSweepsBroke() {
        EdgeSearch.Probe first = of(List.of(), 0.8).next().orElseThrow();
        assertThat(first.rate()).isCloseTo(0.1, within(1e-12));
        assertThat(first.reason()).isEqualTo("probe 1 of the edge, at 1e-1: far below the edge of the sweeps");
        assertThat(of(List.of(), 0.8).probed().edge()).isEmpty();
    }

    @Test
    void staysWithinTheRange() {
        List<SweepRun> above = search(100, 5);
        assertThat(above).allMatch(run -> run.sweep().maxRate() <= 10);
        assertThat(of(above, 5).probed().edge()).isEmpty();
        assertThat(of(above, 5).words()).isEqualTo("training was stable up to 1e1");
        List<SweepRun> below = search(1e-9, 1e-5);
        assertThat(below).allMatch(run -> run.sweep().minRate() >= 1e-6);
        assertThat(of(below, 1e-5).probed().edge()).isEmpty();
        assertThat(of(below, 1e-5).words()).isEqualTo("every probe was unstable");
    }

    @Test
    void endsWithAProbeThatFailed() {
        List<SweepRun> failed = List.of(new SweepRun(Sweep.constant(0.1, STEPS), LearningCurve.empty()));
        assertThat(of(failed, 0.8).next()).isEmpty();
        assertThat(of(failed, 0.8).words()).isEqualTo("a probe of the edge failed");
    }

    @Test
    void theOrderOfTheProbesDoesNotMatter() {
        List<SweepRun> rising = List.of(probe(0.01, 0.1), probe(0.05, 0.1), probe(0.2, 0.1));
        List<SweepRun> falling = List.of(rising.get(2), rising.get(1), rising.get(0));
        assertThat(of(falling, 0.1).next()).isEqualTo(of(rising, 0.1).next());
        assertThat(of(falling, 0.1).probed()).isEqualTo(of(rising, 0.1).probed());
    }

    /** At a rate a quarter too high the loss oscillates at a finite height forever: growth alone would not show it. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "2, 5, 1, 1",
        "3, 20, 1, 0.5",
        "4, 5, 10, 1",
        "5, 5, 10, 2",
        "6, 20, 10, 1",
        "7, 20, 100, 1",
        "8, 20, 100, 0.5",
        "9, 2, 10, 2",
        "10, 10, 30, 1",
        "11, 1, 1, 3",
        "12, 2, 4, 3"
    })
    void findsTheEdgeOfLogisticRegression(long seed, int dimensions, double condition, double distance) {
        LogisticProblem problem = LogisticProblem.of(seed, dimensions, condition, distance);
        double critical = problem.criticalRate();
        for (double shift : new double[] {1, 1.4, 2, 3, 5, 7}) {
            RangeTestPlan plan = RangeTestPlan.of(critical * shift * 1e-6, critical * shift * 10);
            List<SweepRun> done = Descents.make(plan, problem);
            double edge = plan.analyse(done).edge().orElseThrow().value();
            assertThat(edge / critical).as("edge / (2/λ_max)").isBetween(0.75, 1.25);
            assertThat(RangeTestPlan.stepsDone(done)).isLessThanOrEqualTo(471);
        }
    }
}
