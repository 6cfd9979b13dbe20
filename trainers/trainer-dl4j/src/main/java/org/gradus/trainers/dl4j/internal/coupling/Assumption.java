package org.gradus.trainers.dl4j.internal.coupling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this module takes for granted about the insides of Deeplearning4j and ND4J, by the purpose it serves. Each is checked
 * when it is first needed; where it does not hold, one warning says why and what is done instead. Thread-safe.
 */
public enum Assumption {
    /** Layers can be replaced by ones that compute the same in less time. */
    FAST_LAYERS("networks keep the layers of Deeplearning4j, without oneDNN's helpers, which are wrong in some of them:"
            + " losses are the same, but a training can take several times as long"),

    /** The native code says whether it computes by oneDNN. */
    ONEDNN("convolutions are those built into Deeplearning4j, which take several times as long"),

    /** ND4J's executioner can be replaced by one that keeps operands reachable. */
    FENCE("operations are not protected from the garbage collector, which in rare cases crashes the JVM or changes a"
            + " number where two trainings run at once; to make it rarer, Gradus collects no garbage between trials"),

    /** Updaters consist of blocks with state, whose learning rate can be set at every step. */
    UPDATERS("without it no learning rate can be set exactly and no model saved, so nothing is trained"),

    /** Layers of a network can be frozen as those of another are. */
    FROZEN_LAYERS("without it a copy of a network would train its frozen layers, so none is made"),

    /** An updater says whether it has a schedule of its own. */
    SCHEDULES("an updater's own schedule is not refused, but replaced by the search's without a word");

    private static final Logger LOG = LoggerFactory.getLogger(Assumption.class);

    private final String consequence;
    private @Nullable List<String> failures;

    Assumption(String consequence) {
        this.consequence = consequence;
    }

    /** Whether it holds for the Deeplearning4j on the class path. */
    public synchronized boolean holds() {
        if (failures == null) {
            failures = RequiredMembers.of(this).missing(Dl4jVersion.onClassPath());
            if (!failures.isEmpty()) {
                LOG.warn("{}", problem(failures));
            }
        }
        return failures.isEmpty();
    }

    /** Records that it does not hold for a reason that no signature shows, with a warning if it was believed to hold. */
    synchronized void refute(String reason) {
        if (holds()) {
            failures = List.of(reason);
            LOG.warn("{}", problem(failures));
        }
    }

    /**
     * Requires what there is no substitute for.
     *
     * @throws IllegalStateException naming what is missing, if it does not hold
     */
    public synchronized void require() {
        if (!holds()) {
            throw new IllegalStateException(problem(failures == null ? List.of() : failures)
                    + "\nMaybe use Deeplearning4j " + Dl4jVersion.EXPECTED + ".");
        }
    }

    private String problem(List<String> reasons) {
        List<String> shown = new ArrayList<>(reasons.subList(0, 1));
        if (reasons.size() > 1) {
            shown.add("and " + (reasons.size() - 1) + " more");
        }
        return String.join(", ", shown) + "; " + consequence;
    }
}
