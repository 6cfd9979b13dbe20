package org.gradus.core.trial;

import org.gradus.core.space.ConstantWords;

/** Why a trial is run. Only {@link #SEARCH} counts against the number of trials and is a strategy's own evidence. */
public enum TrialPurpose {
    /** Proposed by the strategy as a candidate. */
    SEARCH,
    /** A learning-rate range test: the rate climbs through the whole range in one short training. */
    SWEEP,
    /** A finalist trained again with fresh seeds. */
    REPLICATE,
    /** The optimizer's default rate, for an honest statement of the search's gain. */
    BASELINE;

    /** The purpose in reports: {@code search}. */
    public String word() {
        return ConstantWords.of(this);
    }
}
