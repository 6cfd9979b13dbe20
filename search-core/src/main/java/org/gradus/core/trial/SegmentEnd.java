package org.gradus.core.trial;

/** How a segment of a training ended. */
public enum SegmentEnd {
    /** It trained as far as it was asked to. */
    REACHED,
    /** A loss was not a number any more. */
    DIVERGED,
    /** It was cancelled between two steps. */
    CANCELLED,
    /** The trainer threw, or took longer than it may. */
    FAILED
}
