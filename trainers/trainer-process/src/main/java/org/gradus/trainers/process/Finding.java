package org.gradus.trainers.process;

import java.util.Optional;
import org.gradus.trainers.process.ConformanceReport.Verdict;

/**
 * What the trial of a rule showed.
 *
 * @param reason why the rule is broken, or was not tried; a remark, or nothing, where it is kept
 */
record Finding(Verdict verdict, String reason) {
    static Finding kept() {
        return kept("");
    }

    static Finding kept(String remark) {
        return new Finding(Verdict.OK, remark);
    }

    static Finding broken(String reason) {
        return new Finding(Verdict.FAILED, reason);
    }

    static Finding skipped(String reason) {
        return new Finding(Verdict.SKIPPED, reason);
    }

    /** Broken if there is a reason. */
    static Finding of(Optional<String> broken) {
        return broken.map(Finding::broken).orElseGet(Finding::kept);
    }
}
