package org.gradus.core.engine;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;

/** Ends a search early. Looked at after every report; what runs is cancelled and what is held is stopped. Pure. */
@FunctionalInterface
public interface StopRule {
    /**
     * Why to stop now, in words; empty to go on.
     *
     * @param elapsed the wall clock since the search began
     */
    Optional<String> reason(StudyView view, Duration elapsed);

    /** Stops once so many epochs were trained in all. */
    static StopRule epochs(long epochs) {
        require(epochs >= 1, "epochs must be at least 1, but was " + epochs);
        return (view, elapsed) -> view.epochsSpent() >= epochs
                ? Optional.of("the budget of " + epochs + " epochs is spent")
                : Optional.empty();
    }

    /** Stops after a time. */
    static StopRule wallClock(Duration limit) {
        require(limit.compareTo(Duration.ZERO) > 0, "a time limit must be positive, but was " + limit);
        return (view, elapsed) -> elapsed.compareTo(limit) >= 0
                ? Optional.of("the time of " + Figures.of(limit.toMillis() / 1000.0) + " s is over")
                : Optional.empty();
    }

    /**
     * Stops once a completed trial is at least as good as a target.
     *
     * @param figure the objective's figure as people read it; finite
     */
    static StopRule target(double figure) {
        require(Double.isFinite(figure), "a target must be finite, but was " + figure);
        return (view, elapsed) -> view.bestCompleted().flatMap(best -> {
            double score = view.bestMeanScore().orElseThrow();
            return score <= view.objective().toScore(figure)
                    ? Optional.of(best.id() + " reached the target " + Figures.of(figure) + " with "
                            + Figures.of(view.objective().toFigure(score)))
                    : Optional.empty();
        });
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
