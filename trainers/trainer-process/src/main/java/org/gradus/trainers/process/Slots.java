package org.gradus.trainers.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The places where trainings run, such as GPUs: at most one at a time in each. Without names there is room for all. A model
 * belongs to the slot of its process, so a held one waits for that very slot. Thread-safe.
 */
final class Slots {
    private static final long SLICE_MILLIS = 50;

    /** The number of models of each slot, in training or held. */
    private final Map<String, Integer> models = new LinkedHashMap<>();

    private final Deque<String> busy = new ArrayDeque<>();

    Slots(List<String> names) {
        names.forEach(name -> models.put(name, 0));
    }

    /**
     * Waits for a free slot and takes it: the one with the fewest models.
     *
     * @return empty if slots have no names
     */
    synchronized Optional<String> acquireAny() throws InterruptedException {
        if (models.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> free = free();
        while (free.isEmpty()) {
            wait();
            free = free();
        }
        busy.add(free.get());
        return free;
    }

    private Optional<String> free() {
        return models.entrySet().stream()
                .filter(slot -> !busy.contains(slot.getKey()))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Waits for a slot and takes it; false if that is no longer wanted. */
    synchronized boolean acquire(Optional<String> slot, BooleanSupplier unwanted) throws InterruptedException {
        if (slot.isEmpty()) {
            return true;
        }
        while (busy.contains(slot.get())) {
            if (unwanted.getAsBoolean()) {
                return false;
            }
            TimeUnit.MILLISECONDS.timedWait(this, SLICE_MILLIS);
        }
        busy.add(slot.get());
        return true;
    }

    synchronized void release(Optional<String> slot) {
        slot.ifPresent(busy::remove);
        notifyAll();
    }

    /** Notes that a slot has a model more, or one less. */
    synchronized void count(Optional<String> slot, int more) {
        slot.ifPresent(name -> models.merge(name, more, Integer::sum));
    }
}
