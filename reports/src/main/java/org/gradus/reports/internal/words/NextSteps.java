package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.core.diagnosis.Diagnosis.Severity;
import org.gradus.core.ranking.RankingResult.Tie;
import org.gradus.reports.internal.facts.StudyFacts;

/** Says what to do next, the most urgent first. */
final class NextSteps {
    /** More are too many to do next; the others stand in the cards. */
    private static final int MOST = 3;

    private NextSteps() {}

    /** At least one step where there is a winner; none where there is none, whose warnings say what to do. */
    static List<String> of(StudyFacts facts, List<HealthCard> cards) {
        if (facts.winner().isEmpty()) {
            return List.of();
        }
        boolean open = facts.view().trials().stream().anyMatch(trial -> !trial.ended());
        if (open) {
            return List.of("Let the search finish: run the same command again, with the same store.");
        }
        List<String> steps = cards.stream()
                .filter(card -> card.severity() != Severity.GOOD)
                .map(HealthCard::advice)
                .distinct()
                .limit(MOST)
                .toList();
        return steps.isEmpty() ? List.of(stop(facts)) : steps;
    }

    private static String stop(StudyFacts facts) {
        boolean any = facts.result().ranking().tie().map(Tie::close).orElse(false);
        return any
                ? "Stop searching, and take any of those that are tied: they differ by less than the noise of one training."
                : "Stop searching, and train with it.";
    }
}
