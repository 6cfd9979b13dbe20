package org.gradus.reports.internal.exports;

import java.util.Locale;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/** The names of trials as runs of other programs; they sort by number. */
public final class TrialNames {
    private TrialNames() {}

    /** {@code trial-0007}, {@code trial-0012-replicate-of-7}, {@code trial-0011-baseline}, {@code trial-0001-sweep}. */
    public static String of(Trial trial) {
        String name = of(trial.id());
        return switch (trial.purpose()) {
            case SEARCH -> name;
            case REPLICATE ->
                name + "-replicate-of-"
                        + trial.plan().replicateOf().map(TrialId::number).orElse(0);
            case BASELINE, SWEEP -> name + "-" + trial.purpose().word();
        };
    }

    public static String of(TrialId trial) {
        return String.format(Locale.ROOT, "trial-%04d", trial.number());
    }

    /** The candidate that a training speaks for: the finalist that it repeats, or else itself. */
    public static TrialId candidate(Trial trial) {
        return trial.plan().replicateOf().orElse(trial.id());
    }
}
