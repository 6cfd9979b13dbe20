package org.gradus.trainers.replay.internal;

import org.gradus.core.training.TrainingRequest;

/** Where a session may be asked to go. */
final class SegmentRange {
    private SegmentRange() {}

    /** Refuses to go backwards, nowhere, or past the end. */
    static void check(TrainingRequest request, long step, long untilStep) {
        if (!(untilStep > step && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException(request.plan().id() + " stands at step " + step + " of "
                    + request.totalSteps() + " and cannot advance to step " + untilStep);
        }
    }
}
