package org.gradus.examples.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;

/**
 * A search of the least value of a function, through the same session as a real search, one trial at a time, each one
 * epoch long. A trial beyond the cliff diverges.
 *
 * @param function what is searched, on the unit cube that its ranges are mapped to
 * @param trials how many, at least 1
 */
record FunctionSearch(TestFunction function, int trials) {
    private static final Objective OBJECTIVE = Objective.minimize("validationValue");

    public FunctionSearch {
        if (trials < 1) {
            throw new IllegalArgumentException("trials must be at least 1, but was " + trials);
        }
    }

    /**
     * The regret after each trial: how far the value without noise is above the least, at the best place by the values
     * that were seen. Infinite until something was.
     *
     * @param plan chooses the strategy; its policy is left aside
     * @param seed of the shift, the noise and the search
     * @throws IllegalStateException if the strategy cannot work on the function
     */
    public double[] regrets(AutoPlan plan, long seed) {
        TrainerDescriptor trainer =
                new TrainerDescriptor("function", function.name(), Set.of(OBJECTIVE.metric()), Set.of(), Map.of());
        StudyBudget budget = StudyBudget.of(trials, 1);
        PlanRequest request = PlanRequest.of(space(), budget, trainer);
        SearchPlan chosen = request.plan(plan);
        SearchPlan full = new SearchPlan(chosen.strategy(), new FullBudget(), chosen.reason());
        full.check(request);
        SearchSession session =
                SearchSession.start(study(full, budget, seed), full.strategy(), full.policy(), configuration -> 1);
        double[] regrets = new double[trials];
        Arrays.fill(regrets, Double.POSITIVE_INFINITY);
        int done = 0;
        Ask ask = session.ask();
        while (ask.kind() == Ask.Kind.TRAIN) {
            Ask.Train order = (Ask.Train) ask;
            session.tell(order.scored(function.seen(
                    place(order.trial(), seed), seed, order.trial().id().number())));
            Arrays.fill(regrets, done++, trials, regret(session, seed));
            ask = session.ask();
        }
        return regrets;
    }

    private double regret(SearchSession session, long seed) {
        return session.view()
                .bestCompleted()
                .map(best -> function.regret(place(best, seed)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private double[] place(Trial trial, long seed) {
        return function.place(seed, space().toUnit(trial.configuration()));
    }

    private SearchSpace space() {
        SearchSpace.Builder builder = SearchSpace.builder();
        IntStream.rangeClosed(1, function.dimensions()).forEach(i -> builder.real("x" + i, 0, 1, Scale.LINEAR));
        return builder.build();
    }

    private StudyRecord study(SearchPlan plan, StudyBudget budget, long seed) {
        StudyRecord.Settings settings =
                plan.settings().seed(seed).finalists(1).recordEvery(1).build();
        return new StudyRecord(
                new StudyId(function.name()),
                space(),
                OBJECTIVE,
                budget,
                settings,
                new Provenance("function", function.name(), Map.of()));
    }

    /** The numbers of trials after which the regret is printed: a quarter, half and all of them. */
    public static List<Integer> milestones(int trials) {
        return Stream.of(trials / 4, trials / 2, trials)
                .filter(n -> n > 0)
                .distinct()
                .toList();
    }
}
