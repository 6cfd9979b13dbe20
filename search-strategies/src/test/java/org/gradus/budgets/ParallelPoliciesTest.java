package org.gradus.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No policy leaves a search waiting, in any order of reports and with any diverged or failed trials. */
class ParallelPoliciesTest {
    private static final int SEEDS = 20;

    static Stream<Arguments> searches() {
        return Catalogue.onClassPath().policies().stream()
                .flatMap(entry ->
                        IntStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(entry.name(), entry.create(), seed)));
    }

    /** Draws the kind of search from a seed, so that every policy sees the same twenty. */
    private static StudyRecord study(Random random) {
        int[] lengths = {1, 2, 3, 4, 5, 10, 27, 100};
        int epochs = lengths[random.nextInt(lengths.length)];
        int trainings = 1 + random.nextInt(30);
        StudyBudget budget = random.nextBoolean()
                ? StudyBudget.of(trainings, epochs)
                : new StudyBudget(OptionalInt.empty(), epochs, OptionalLong.of((long) trainings * epochs));
        return new StudyRecord(
                new StudyId("parallel"),
                SearchSpace.learningRate(1, 1000),
                Objective.maximize("validationAccuracy"),
                budget,
                StudyRecord.Settings.builder()
                        .plan("toy", "test", "a test")
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("test", "test 1", Map.of()));
    }

    /** At most sixty rates, so that searches end by their space, by their trials and by their epochs. */
    private static Strategy strategy() {
        return ToyStrategies.rates(
                IntStream.rangeClosed(1, 60).mapToDouble(rate -> rate).toArray());
    }

    /** A figure, a divergence or a failure, drawn from the trial's rate and the epoch alone. */
    private static SegmentReport report(Ask.Train order, long seed) {
        Random fate =
                new Random(31 * (long) order.configuration().learningRate().value() + seed);
        double quality = fate.nextDouble();
        int bad = 1 + fate.nextInt(100);
        if (quality < 0.2 && order.untilEpoch() >= bad) {
            return order.scored(Double.NaN);
        }
        return quality < 0.3 && order.untilEpoch() >= bad
                ? SegmentReport.failed(order.trial().id(), "failed by a test", "")
                : order.scored(quality * (1 - Math.exp(-order.untilEpoch())));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("searches")
    void everySearchEnds(String name, BudgetPolicy policy, long seed) {
        Random random = new Random(seed);
        StudyRecord study = study(random);
        int workers = 1 + random.nextInt(6);
        SearchSession session = SearchSession.start(study, strategy(), policy, c -> 1);
        List<TrialEvent> events = new ArrayList<>();
        List<Ask.Train> running = new ArrayList<>();
        int reports = 0;
        while (true) {
            while (running.size() < workers && session.ask() instanceof Ask.Train order) {
                running.add(order);
            }
            if (running.isEmpty()) {
                break;
            }
            session.tell(report(running.remove(random.nextInt(running.size())), seed));
            reports++;
            events.addAll(session.drainEvents());
            if (random.nextInt(20) == 0) {
                session = SearchSession.resume(study, strategy(), policy, c -> 1, events);
                running.clear();
            }
        }
        assertThat(session.ask()).as(name).isInstanceOf(Ask.Finished.class);
        checkEnd(session.view(), reports);
    }

    private static void checkEnd(StudyView view, int reports) {
        assertThat(view.isClosed()).isTrue();
        assertThat(view.searched()).allMatch(Trial::ended);
        assertThat(view.searched())
                .allMatch(t -> !t.outcome().map(Outcome::reason).orElse("").isBlank());
        assertThat(reports).isLessThanOrEqualTo(view.searched().size() * view.maxEpochs());
        assertThat(view.epochsSpent())
                .isLessThanOrEqualTo((double) view.maxEpochs() * view.searched().size());
    }
}
