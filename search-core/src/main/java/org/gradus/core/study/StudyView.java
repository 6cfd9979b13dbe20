package org.gradus.core.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;

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
 * @param prior what earlier studies found good
 * @param divergence when a loss that stays finite counts as diverged
 */
public record StudyView(
        SearchSpace space,
        Objective objective,
        StudyBudget budget,
        List<Trial> trials,
        Optional<String> closed,
        long seed,
        Prior prior,
        Divergence divergence) {
    /**
     * The best candidate as it was known after some epochs of training.
     *
     * @param epochs the epochs that all trials had cost by then, sweeps included
     * @param trial the candidate
     * @param configuration what it was trained with
     * @param figure the objective's figure as people read it: its mean over the candidate's trainings
     */
    public record BestSoFar(double epochs, TrialId trial, Configuration configuration, double figure) {}

    /** Trials that the decay of a prior is reckoned with where a budget sets no end. */
    private static final double UNLIMITED = 100;

    public StudyView {
        trials = TrialList.of(trials);
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

    public List<Trial> trials(TrialPurpose purpose) {
        return trials.stream().filter(t -> t.purpose() == purpose).toList();
    }

    /** The strategy's own candidates, in order. */
    public List<Trial> searched() {
        return trials(TrialPurpose.SEARCH);
    }

    /** How many candidates the strategy has. */
    public int searchedCount() {
        return known().searched();
    }

    /** Whether a candidate has that configuration: quick, however many there are. */
    public boolean hasCandidate(Configuration configuration) {
        return known().hasCandidate(configuration);
    }

    /** The time that all segments took, in milliseconds, added up over workers. */
    public long trainingMillis() {
        return trials.stream().mapToLong(Trial::elapsedMillis).sum();
    }

    /** The trials that have not ended, in order. */
    public List<Trial> open() {
        return known().open();
    }

    private TrialList known() {
        return TrialList.of(trials);
    }

    /** The replicates of a trial, in the order of their seeds. */
    public List<Trial> replicatesOf(TrialId id) {
        return trials.stream()
                .filter(t -> t.plan().replicateOf().map(id::equals).orElse(false))
                .toList();
    }

    /** The replicates of every trial that has some, each in the order of their seeds. */
    public Map<TrialId, List<Trial>> replicates() {
        return trials.stream()
                .filter(t -> t.purpose() == TrialPurpose.REPLICATE)
                .collect(Collectors.groupingBy(t -> t.plan().replicateOf().orElseThrow()));
    }

    /** The study as if no replicate had been trained yet: what finalists are chosen by, however often that is done. */
    public StudyView beforeReplicates() {
        if (trials.stream().noneMatch(t -> t.purpose() == TrialPurpose.REPLICATE)) {
            return this;
        }
        List<Trial> before = trials.stream()
                .map(t -> t.purpose() == TrialPurpose.REPLICATE ? Trial.begun(t.plan(), maxEpochs()) : t)
                .toList();
        return new StudyView(space, objective, budget, before, closed, seed, prior, divergence);
    }

    /** The study as it was before these trials ended: they wait for a decision, with all that was seen of them. */
    public StudyView beforeTheEndOf(Set<TrialId> ended) {
        TrialList before = TrialList.of(trials);
        for (TrialId id : ended) {
            before = before.reopened(id.number() - 1, unended(trial(id)));
        }
        return new StudyView(space, objective, budget, before, closed, seed, prior, divergence);
    }

    private static Trial unended(Trial trial) {
        return new Trial(
                trial.plan(),
                trial.curve(),
                TrialState.WAITING,
                trial.untilEpoch(),
                trial.decisions(),
                Optional.empty(),
                Optional.empty(),
                trial.segments(),
                trial.checkpoint());
    }

    /** The completed candidates by configuration: more than one where it was proposed again. */
    public Map<Configuration, List<Trial>> completedRuns() {
        return searched().stream()
                .filter(t -> t.finalScore().isPresent())
                .collect(Collectors.groupingBy(Trial::configuration));
    }

    /** The epochs that all trials were trained for, sweeps and replicates included. */
    public double epochsSpent() {
        return known().epochsSpent();
    }

    /**
     * The completed candidate with the best mean score over all its completed trainings: the luckiest run is not the best.
     * Those trained again as finalists stand before the others, whose one run may have been lucky; those that diverged with
     * any seed stand behind. Of equals it is the earlier one; a strategy, to which the order of trials must not matter, tells
     * equals apart by their configurations.
     */
    public Optional<Trial> bestCompleted() {
        return known().best().map(best -> trial(best.trial()));
    }

    /** The mean final score over all completed trainings of {@link #bestCompleted}. Lower is better. */
    public OptionalDouble bestMeanScore() {
        Optional<BestCandidate.Best> best = known().best();
        return best.isPresent() ? OptionalDouble.of(best.get().meanScore()) : OptionalDouble.empty();
    }

    /**
     * How the best candidate of the search became better, by cost: after c epochs the best was that of the last entry of at
     * most c epochs. Replicates measure candidates anew and add no entry. A view that was not folded from events counts its
     * trials as trained one after another.
     */
    public List<BestSoFar> bestSoFar() {
        return known().improvements().stream()
                .map(i -> new BestSoFar(
                        i.epochs(),
                        i.best().trial(),
                        trial(i.best().trial()).configuration(),
                        objective.toFigure(i.best().meanScore())))
                .toList();
    }

    /**
     * What earlier studies say for a configuration, to be added to the logarithm of what a strategy makes large; 0 without
     * earlier studies. It {@linkplain Prior#decayed decays} with the number of candidates; β is a tenth of those that the
     * budget pays for.
     */
    public double logPrior(Configuration configuration) {
        if (prior.isEmpty()) {
            return 0;
        }
        double beta = (Double.isFinite(budget.fullTrainings()) ? budget.fullTrainings() : UNLIMITED) / 10;
        return Prior.decayed(prior.log(space, configuration), beta, searchedCount());
    }
}
