package org.gradus.core.engine;

import java.util.function.Consumer;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;

/** Says a line when a search begins and at every trial that ends or reaches a milestone. */
final class ProgressLines implements SearchListener {
    private final Consumer<String> lines;

    ProgressLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onStart(StudyRecord study) {
        lines.accept("Searching " + study.space().describe() + " for " + study.objective() + " by "
                + study.settings().strategy() + " under " + study.settings().policy() + " ("
                + study.settings().planReason() + ").");
    }

    @Override
    public void onEvent(TrialEvent event, StudyView view) {
        event.about().map(view::trial).ifPresent(trial -> {
            if (event.kind() == TrialEvent.Kind.TRIAL_ENDED) {
                lines.accept(TrialLine.of(trial, view));
            } else if (event.kind() == TrialEvent.Kind.CURVE_EXTENDED && TrialLine.isMilestone(trial, view)) {
                lines.accept(TrialLine.atMilestone(trial, view));
            }
        });
    }
}
