package org.gradus.core.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;

/** Budget policies small enough to be seen to be right. */
public final class ToyPolicies {
    private ToyPolicies() {}

    /** A policy whose first milestone is fixed. */
    public record Scripted(int firstMilestone, Function<StudyView, List<Decision>> decisions) implements BudgetPolicy {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public int firstMilestone(StudyView study, Configuration configuration) {
            return firstMilestone;
        }

        @Override
        public List<Decision> decide(StudyView study) {
            return decisions.apply(study);
        }
    }

    /** All for one epoch; when no more come, the best half to the end, the others stop. */
    public static BudgetPolicy bestHalf() {
        return new Scripted(1, study -> {
            boolean running = study.searched().stream().anyMatch(t -> t.state() == TrialState.RUNNING);
            return running || !study.isClosed() ? held(study) : selected(study);
        });
    }

    private static List<Decision> held(StudyView study) {
        return study.searched().stream()
                .filter(t -> t.state() == TrialState.WAITING)
                .map(t -> Decision.hold(t, "all are compared at epoch 1"))
                .toList();
    }

    private static List<Decision> selected(StudyView study) {
        List<Trial> ranked = study.searched().stream()
                .filter(t -> t.scoreAt(study.objective(), 1).isPresent())
                .sorted(Comparator.<Trial>comparingDouble(t ->
                                t.scoreAt(study.objective(), 1).orElseThrow().value())
                        .thenComparing(Trial::id))
                .toList();
        List<Decision> decisions = new ArrayList<>();
        for (Trial trial : ranked) {
            if (trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD) {
                String reason = "rank " + (ranked.indexOf(trial) + 1) + " of " + ranked.size();
                decisions.add(
                        2 * ranked.indexOf(trial) < ranked.size()
                                ? Decision.continueUntil(trial.id(), study.maxEpochs(), reason)
                                : Decision.stop(trial, reason));
            }
        }
        return decisions;
    }

    /** One epoch at a time; a trial behind the best at the same epoch is held, and continues when its rank allows it. */
    public static BudgetPolicy epochByEpoch() {
        return new Scripted(1, study -> {
            List<Decision> decisions = new ArrayList<>();
            for (Trial trial : study.searched()) {
                if (trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD) {
                    int epoch = trial.epochsTrained();
                    long better = study.searched().stream()
                            .filter(o -> o.scoreAt(study.objective(), epoch)
                                    .flatMap(s -> trial.scoreAt(study.objective(), epoch)
                                            .map(own -> s.value() < own.value()))
                                    .orElse(false))
                            .count();
                    long there = study.searched().stream()
                            .filter(o -> o.scoreAt(study.objective(), epoch).isPresent())
                            .count();
                    if (2 * better < there) {
                        decisions.add(Decision.continueUntil(
                                trial.id(), epoch + 1, better + " of " + there + " were better at epoch " + epoch));
                    } else if (trial.state() == TrialState.WAITING) {
                        decisions.add(Decision.hold(trial, better + " were better at epoch " + epoch));
                    }
                }
            }
            return decisions;
        });
    }
}
