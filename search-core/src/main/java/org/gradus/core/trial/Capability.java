package org.gradus.core.trial;

/** What a trainer can do beyond training to the end once, and what strategies and policies may need. */
public enum Capability {
    /** Train along any learning-rate schedule, recording every step: range tests. */
    SWEEP("follow a sweep of the learning rate"),
    /** Stop at a milestone, be put aside, and go on later. */
    HOLD("be held and continued"),
    /** Save a session and resume it elsewhere with the same curve. */
    CHECKPOINT("be checkpointed"),
    /** Save and resume through files, so that a model may be larger than memory; only with {@link #CHECKPOINT}. */
    MODEL_FILES("be saved to files of any size"),
    /** Evaluate the test split. */
    TEST("be evaluated on a test split"),
    /** Give gradients at any parameters: the probe of the physical limit. */
    CURVATURE("give gradients to measure the curvature by");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /** The capability in words that follow "cannot". */
    public String words() {
        return words;
    }
}
