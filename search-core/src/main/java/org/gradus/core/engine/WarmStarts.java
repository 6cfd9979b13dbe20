package org.gradus.core.engine;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.Prior;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.WarmStart;
import org.gradus.core.trial.Objective;

/**
 * Puts together what is known before a search: what its user enqueued, and what earlier studies found.
 *
 * @param space what is searched
 * @param objective by which the trials of earlier studies are compared
 * @param budget what the search may spend
 */
record WarmStarts(SearchSpace space, Objective objective, StudyBudget budget) {
    /** The most configurations of earlier studies that are tried first. */
    private static final int MOST = 3;

    /** At most one trial in this number goes to them. */
    private static final double TRIALS_PER_ONE = 4;

    /** Two configurations that lie closer together in every parameter say the same. */
    private static final double APART = 0.1;

    /** The share of an earlier study's configurations that count as good. */
    private static final double GOOD = 0.25;

    /** The most of them that do: a strategy asks the prior about thousands of places for each proposal. */
    private static final int MOST_GOOD = 100;

    /**
     * The warm start of a search.
     *
     * @throws IllegalArgumentException if an enqueued configuration does not belong to the space
     * @throws IllegalStateException if more are enqueued than tried, or an earlier study is of other parameters
     */
    WarmStart of(Collection<Configuration> enqueued, List<EarlierStudy> earlier) {
        enqueued.forEach(space::check);
        if (budget.trials().isPresent() && enqueued.size() > budget.trials().getAsInt()) {
            throw new IllegalStateException(enqueued.size() + " configurations are enqueued, but only "
                    + budget.trials().getAsInt() + " can be tried\nMaybe raise trials(n).");
        }
        earlier.forEach(study -> study.requireSameParameters(space));
        Map<Configuration, String> first = new LinkedHashMap<>();
        enqueued.forEach(configuration -> first.put(configuration, "enqueued by the user"));
        addBest(first, earlier);
        return new WarmStart(
                first.entrySet().stream()
                        .map(e -> new WarmStart.First(e.getKey(), e.getValue()))
                        .toList(),
                new Prior(places(earlier)));
    }

    /** The best of every study, the latest first, then their second best, as long as they say something new. */
    private void addBest(Map<Configuration, String> first, List<EarlierStudy> earlier) {
        double allowed = Math.min(MOST, Math.max(1, Math.floor(budget.fullTrainings() / TRIALS_PER_ONE)));
        double most = Math.min(first.size() + allowed, budget.trials().orElse(Integer.MAX_VALUE));
        List<List<Configuration>> distinct =
                earlier.stream().map(this::distinct).toList();
        for (int rank = 0; rank < MOST; rank++) {
            for (int i = earlier.size() - 1; i >= 0; i--) {
                List<Configuration> best = distinct.get(i);
                if (rank < best.size() && first.size() < most && isNew(best.get(rank), first.keySet())) {
                    String place = rank == 0 ? "best" : "number " + (rank + 1);
                    first.put(
                            best.get(rank),
                            place + " of the earlier study '" + earlier.get(i).name() + "'");
                }
            }
        }
    }

    private List<Configuration> distinct(EarlierStudy study) {
        List<Configuration> distinct = new ArrayList<>();
        for (Configuration configuration : within(study)) {
            if (distinct.size() < MOST && isNew(configuration, distinct)) {
                distinct.add(configuration);
            }
        }
        return distinct;
    }

    /** What an earlier study found, best first, without what the present space leaves out. */
    private List<Configuration> within(EarlierStudy study) {
        return study.best(objective).stream().filter(space::contains).toList();
    }

    private boolean isNew(Configuration configuration, Collection<Configuration> others) {
        double[] unit = space.toUnit(configuration);
        return others.stream().noneMatch(other -> isNear(unit, space.toUnit(other)));
    }

    private static boolean isNear(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) >= APART) {
                return false;
            }
        }
        return true;
    }

    /** The best quarter of every study, at most a hundred, weighted by their rank; every study has the same weight. */
    private List<Prior.Place> places(List<EarlierStudy> earlier) {
        ImmutableList.Builder<Prior.Place> places = ImmutableList.builder();
        for (EarlierStudy study : earlier) {
            List<Configuration> all = within(study);
            int good = Math.min(MOST_GOOD, (int) Math.ceil(GOOD * all.size()));
            double total = good * (good + 1) / 2.0;
            for (int rank = 0; rank < good; rank++) {
                places.add(new Prior.Place(all.get(rank), (good - rank) / total));
            }
        }
        return places.build();
    }
}
