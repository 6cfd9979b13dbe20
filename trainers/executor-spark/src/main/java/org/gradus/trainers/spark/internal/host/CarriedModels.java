package org.gradus.trainers.spark.internal.host;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;

/**
 * Models on their way: those that orders brought from the driver, and those that go back with answers. Equal models of several
 * orders are kept once, until the last of them is dropped. Thread-safe.
 */
final class CarriedModels implements CheckpointStore {
    private record Carried(Supplier<byte[]> bytes, int orders) {}

    private final Map<CheckpointRef, Carried> models = new HashMap<>();

    /** Takes in the model of an order. */
    synchronized void carry(CheckpointRef reference, Supplier<byte[]> bytes) {
        models.merge(
                reference, new Carried(bytes, 1), (known, added) -> new Carried(known.bytes(), known.orders() + 1));
    }

    @Override
    public CheckpointRef put(byte[] bytes) {
        CheckpointRef reference = CheckpointRef.of(bytes);
        carry(reference, () -> bytes);
        return reference;
    }

    @Override
    public byte[] get(CheckpointRef reference) {
        byte[] model = carried(reference).bytes().get();
        if (!CheckpointRef.of(model).equals(reference)) {
            throw new SearchException("the model " + reference.sha256() + " came damaged from the driver");
        }
        return model;
    }

    private synchronized Carried carried(CheckpointRef reference) {
        Carried carried = models.get(reference);
        if (carried == null) {
            throw new SearchException("the model " + reference.sha256() + " did not come with an order");
        }
        return carried;
    }

    /** Drops the model of one order. */
    @Override
    public synchronized void delete(CheckpointRef reference) {
        models.computeIfPresent(
                reference, (r, known) -> known.orders() == 1 ? null : new Carried(known.bytes(), known.orders() - 1));
    }

    /** Takes out a model that goes back with the answer of one order. */
    byte[] take(CheckpointRef reference) {
        byte[] bytes = carried(reference).bytes().get();
        delete(reference);
        return bytes;
    }
}
