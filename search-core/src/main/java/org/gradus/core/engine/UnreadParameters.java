package org.gradus.core.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices parameters that are searched but change nothing, because the trainer does not read them. Each is reported once, in
 * the log. Trials may read at any time, in any thread.
 */
final class UnreadParameters {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadParameters.class);

    /** Those that the engine itself acts on. */
    private static final Set<String> READ_BY_ENGINE = Set.of(SearchSpace.LEARNING_RATE, ScheduleFamily.PARAMETER);

    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    private final Trainer trainer;

    UnreadParameters(Trainer trainer) {
        this.trainer = trainer;
        reported.addAll(READ_BY_ENGINE);
        read.addAll(READ_BY_ENGINE);
    }

    /** The request as the trainer gets it. */
    TrainingRequest watched(TrainingRequest request) {
        return new TrainingRequest(
                request.plan().reportingReads(read::add),
                request.schedule(),
                request.totalSteps(),
                request.recordEvery(),
                request.divergence());
    }

    /** Reports what no trial has read until now, although this one, which has been trained for a segment, could have. */
    void afterTraining(Trial trial, SegmentReport report) {
        if (report.segment().end() == SegmentEnd.FAILED) {
            return;
        }
        Configuration configuration = trial.configuration();
        if (read.containsAll(configuration.values().keySet())) {
            return;
        }
        // What a batch size changes may be the steps of an epoch alone, and those were asked for when the trial was
        // proposed.
        trainer.stepsPerEpoch(configuration.reportingReads(read::add));
        for (String name : configuration.values().keySet()) {
            if (!read.contains(name) && reported.add(name)) {
                LOG.warn(
                        "'{}' is searched, but the trainer did not read it in {}\nMaybe your function reads it under another"
                                + " name; if it reads it for some values of other parameters alone, say so by when(...).",
                        name,
                        trial.id());
            }
        }
    }
}
