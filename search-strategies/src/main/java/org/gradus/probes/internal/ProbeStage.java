package org.gradus.probes.internal;

/** What a search for one rate does next: each trial of a stage is short, except the last. */
public enum ProbeStage {
    /** Spreads rates evenly. */
    SPREAD,
    /** Waits for the probes that train. */
    AWAIT,
    /** Probes where nothing was tried yet, for the sweeps were wrong. */
    LOOK_ELSEWHERE,
    /** Probes beyond the best, which lies at an end. */
    STEP_OUT,
    /** Probes between the best and its neighbours. */
    HALVE,
    /** Trains to the end. */
    CLOSE_IN
}
