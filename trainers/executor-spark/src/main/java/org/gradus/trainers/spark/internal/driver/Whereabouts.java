package org.gradus.trainers.spark.internal.driver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.wire.Place;
import org.gradus.trainers.spark.internal.wire.Poll;
import org.gradus.trainers.spark.internal.wire.PollAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which trials are in training, and which executor has the models of others in memory. Thread-safe. */
final class Whereabouts {
    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    private final Map<TrialId, SparkOrder> running = new ConcurrentHashMap<>();
    private final Map<TrialId, Place> kept = new ConcurrentHashMap<>();
    private final BiConsumer<TrialId, List<CurvePoint>> listener;

    /** Nothing runs; the listener is given the points that polls bring. */
    Whereabouts(BiConsumer<TrialId, List<CurvePoint>> listener) {
        this.listener = listener;
    }

    /**
     * Takes in an order.
     *
     * @throws IllegalStateException if its trial has one already
     */
    void begin(SparkOrder order) {
        if (running.putIfAbsent(order.trial(), order) != null) {
            throw new IllegalStateException(order.trial() + " is in training already");
        }
    }

    void end(SparkOrder order) {
        running.remove(order.trial(), order);
    }

    Optional<SparkOrder> running(TrialId trial) {
        return Optional.ofNullable(running.get(trial));
    }

    Collection<SparkOrder> running() {
        return running.values();
    }

    void keep(TrialId trial, Place place) {
        kept.put(trial, place);
    }

    void forget(TrialId trial) {
        kept.remove(trial);
    }

    Optional<Place> place(TrialId trial) {
        return Optional.ofNullable(kept.get(trial));
    }

    /** What an executor is answered: which of its trainings are to end, and which of its models nobody needs. */
    PollAnswer answer(Poll poll) {
        List<PollAnswer.Ended> ended = new ArrayList<>();
        for (Poll.Progress progress : poll.running()) {
            SparkOrder order = running.get(progress.trial());
            if (order == null) {
                ended.add(new PollAnswer.Ended(progress.trial(), "nobody waits for it", false));
            } else {
                order.trained(progress.points());
                order.ended().ifPresent(ended::add);
                tell(progress);
            }
        }
        List<TrialId> released = poll.held().stream()
                .filter(trial -> !running.containsKey(trial))
                .filter(trial -> !poll.place().equals(kept.get(trial)))
                .toList();
        return new PollAnswer(false, ended, released);
    }

    private void tell(Poll.Progress progress) {
        try {
            if (!progress.points().isEmpty()) {
                listener.accept(progress.trial(), progress.points());
            }
        } catch (RuntimeException e) {
            LOG.warn("a listener to points threw", e);
        }
    }
}
