package org.gradus.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;

/**
 * Ends a search early. Asked after every report; what runs is cancelled and what is held is stopped. Pure.
 *
 * <p>The words of a rule are recorded with the study and say which rule it is: a study goes on under rules of the same words
 * only, or under others with {@link Search#extend()}. For a limit on epochs see {@link Search#totalEpochs}.
 */
public interface StopRule {
    /** The rule in words, as they are recorded and compared: {@code target 0.92}. Equal rules have equal words. */
    String words();

    /**
     * Why to stop now, in words; empty to go on.
     *
     * @param elapsed the wall clock since this run of the search began
     */
    Optional<String> reason(StudyView view, Duration elapsed);

    /**
     * A rule of one's own.
     *
     * @param words see {@link #words()}; not blank
     * @param reason see {@link #reason}
     */
    static StopRule of(String words, BiFunction<StudyView, Duration, Optional<String>> reason) {
        require(!words.isBlank(), "a stop rule must have words that say which one it is");
        return new StopRule() {
            @Override
            public String words() {
                return words;
            }

            @Override
            public Optional<String> reason(StudyView view, Duration elapsed) {
                return reason.apply(view, elapsed);
            }
        };
    }

    /** Stops after a time. */
    static StopRule wallClock(Duration limit) {
        require(limit.compareTo(Duration.ZERO) > 0, "a time limit must be positive, but was " + limit);
        String seconds = Figures.of(limit.toMillis() / 1000.0) + " s";
        return of(
                "wall clock " + seconds,
                (view, elapsed) -> elapsed.compareTo(limit) >= 0
                        ? Optional.of("the time of " + seconds + " is over")
                        : Optional.empty());
    }

    /**
     * Stops once a completed trial is at least as good as a target.
     *
     * @param figure the objective's figure as people read it; finite
     */
    static StopRule target(double figure) {
        require(Double.isFinite(figure), "a target must be finite, but was " + figure);
        return of(
                "target " + figure,
                (view, elapsed) -> view.bestCompleted().flatMap(best -> {
                    double score = view.bestMeanScore().orElseThrow();
                    return score <= view.objective().toScore(figure)
                            ? Optional.of(best.id() + " reached the target " + Figures.of(figure) + " with "
                                    + Figures.of(view.objective().toFigure(score)))
                            : Optional.empty();
                }));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
