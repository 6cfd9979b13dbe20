package org.gradus.budgets.internal;

import org.gradus.core.budget.Rungs;
import org.gradus.core.study.StudyView;

/**
 * Where trials are compared by policies that halve, and how many go on.
 *
 * @param firstShare the share of the epochs before the first rung, in (0, 1], rounded up to whole epochs
 * @param factor η: from one rung to the next, and one trial of η goes on; at least 2
 */
public record RungSpacing(double firstShare, int factor) {
    /** The first rung after a tenth of the epochs, because the leaders of shorter runs are often rates that are too high. */
    public static final RungSpacing USUAL = new RungSpacing(0.1, 3);

    public RungSpacing {
        Rungs.of(Rungs.share(firstShare, 1), factor, 1);
    }

    /** The rungs of the trainings of a study. */
    public Rungs rungs(StudyView study) {
        return Rungs.of(firstShare, factor, study.budget());
    }
}
