package org.gradus.core.trial;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.space.SearchSpace;

/**
 * A study at one moment: what strategies, policies, rankings and reports see. Immutable.
 *
 * @param space what is searched
 * @param objective what is improved
 * @param budget what may be spent
 * @param trials all trials, in the order of their numbers
 * @param closed why no further trial will be proposed, once that is so
 * @param seed the seed of the study, the same in every view of it: what spans several proposals, such as the scrambling
 *     of a sequence, is derived from it
 */
public record StudyView(
        SearchSpace space,
        Objective objective,
        StudyBudget budget,
        List<Trial> trials,
        Optional<String> closed,
        long seed) {
    public StudyView {
        trials = ImmutableList.copyOf(trials);
    }

    /** A view of a study of seed 0. */
    public StudyView(
            SearchSpace space, Objective objective, StudyBudget budget, List<Trial> trials, Optional<String> closed) {
        this(space, objective, budget, trials, closed, 0);
    }

    /** A study without a trial. */
    public static StudyView empty(SearchSpace space, Objective objective, StudyBudget budget) {
        return new StudyView(space, objective, budget, List.of(), Optional.empty());
    }

    /** The epochs of one full training. */
    public int maxEpochs() {
        return budget.epochs();
    }

    /** Whether no further trial will be proposed. */
    public boolean isClosed() {
        return closed.isPresent();
    }

    /**
     * The trial of that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Trial trial(TrialId id) {
        if (id.number() > trials.size()) {
            throw new IllegalArgumentException("there is no " + id + " among " + trials.size() + " trials");
        }
        return trials.get(id.number() - 1);
    }

    /** The trials of one purpose, in order. */
    public List<Trial> trials(TrialPurpose purpose) {
        return trials.stream().filter(t -> t.purpose() == purpose).toList();
    }

    /** The strategy's own candidates, in order. */
    public List<Trial> searched() {
        return trials(TrialPurpose.SEARCH);
    }

    /** The replicates of a trial, in the order of their seeds. */
    public List<Trial> replicatesOf(TrialId id) {
        return trials.stream()
                .filter(t -> t.plan().replicateOf().map(id::equals).orElse(false))
                .toList();
    }

    /** The epochs that all trials were trained for, sweeps and replicates included. */
    public double epochsSpent() {
        return trials.stream().mapToDouble(Trial::epochsSpent).sum();
    }

    /** The completed candidate with the best score of its own run; means over replicates are for rankings. */
    public Optional<Trial> bestCompleted() {
        return searched().stream()
                .filter(t -> t.finalScore().isPresent())
                .min(java.util.Comparator.<Trial>comparingDouble(
                                t -> t.finalScore().orElseThrow().value())
                        .thenComparing(Trial::id));
    }
}
