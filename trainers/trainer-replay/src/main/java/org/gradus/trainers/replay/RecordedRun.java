package org.gradus.trainers.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gradus.trainers.replay.CurveTable.Column;

/**
 * The recorded figures of one training: one rate, one seed, epochs 0, 1, 2, …. A run that failed has a non-finite
 * validation loss somewhere, or ends before the others. Immutable.
 */
public final class RecordedRun {
    private final double rate;
    private final long seed;
    private final List<Map<Column, Double>> epochs;
    private final int failureEpoch;

    private RecordedRun(Builder builder) {
        this.rate = builder.rate;
        this.seed = builder.seed;
        this.epochs = List.copyOf(builder.epochs);
        this.failureEpoch = findFailure();
    }

    /** The learning rate that it was trained at. */
    public double rate() {
        return rate;
    }

    /** The seed that it was trained with. */
    public long seed() {
        return seed;
    }

    /** The last epoch that was recorded; 0 is the untrained model. */
    public int lastEpoch() {
        return epochs.size() - 1;
    }

    /** A figure after an epoch; empty where it was not recorded. */
    public OptionalDouble figure(Column column, int epoch) {
        Double figure = epoch > lastEpoch() ? null : epochs.get(epoch).get(column);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }

    /** Whether the run has failed at or before an epoch: its validation loss was not a number, or its record ends. */
    public boolean hasFailedBy(int epoch) {
        return epoch >= failureEpoch;
    }

    /** The first epoch with a validation loss that is not a number; the one after the record's end where all are. */
    private int findFailure() {
        for (int epoch = 0; epoch <= lastEpoch(); epoch++) {
            OptionalDouble loss = figure(Column.VALIDATION_LOSS, epoch);
            if (loss.isPresent() && !Double.isFinite(loss.getAsDouble())) {
                return epoch;
            }
        }
        return lastEpoch() + 1;
    }

    static Builder builder(double rate, long seed) {
        return new Builder(rate, seed);
    }

    /** Collects a run epoch by epoch. */
    static final class Builder {
        private final double rate;
        private final long seed;
        private final List<Map<Column, Double>> epochs = new ArrayList<>();

        private Builder(double rate, long seed) {
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a recorded rate must be positive and finite, but was " + rate);
            }
            this.rate = rate;
            this.seed = seed;
        }

        int nextEpoch() {
            return epochs.size();
        }

        /** Adds the next epoch; figures left out were not recorded. */
        Builder add(Map<Column, Double> figures) {
            Map<Column, Double> copy = new EnumMap<>(Column.class);
            copy.putAll(figures);
            epochs.add(Collections.unmodifiableMap(copy));
            return this;
        }

        RecordedRun build() {
            if (epochs.isEmpty()) {
                throw new IllegalArgumentException(
                        "the run of rate " + rate + ", seed " + seed + " has no epoch; the untrained model is epoch 0");
            }
            return new RecordedRun(this);
        }
    }
}
