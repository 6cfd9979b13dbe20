package org.gradus.trainers.dl4j.internal.fused;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of signals in evaluations, where images are {examples, rows, columns, channels}: oneDNN's operations need not arrange them. They
 * are in the signal's own memory, except where that also has them in the other order, before and after they are rows.
 */
final class ChannelsLast {
    private static final int RANK = 4;

    private final Arena arena;
    private final Map<Signal, Values> values = new HashMap<>();
    private final Set<Signal> made = new HashSet<>();

    /** The values of the signals of stages. */
    ChannelsLast(List<Stage> stages, Arena arena) {
        this.arena = arena;
        for (Stage stage : stages) {
            if (stage instanceof ReshapeStage shape) {
                moveApart(shape.input());
                moveApart(shape.output());
            }
        }
    }

    private void moveApart(Signal signal) {
        if (isTurned(signal)) {
            values.computeIfAbsent(signal, images -> arena.allocate(shape(images.values())));
        }
    }

    /** Whether the order of a signal's numbers changes. */
    private static boolean isTurned(Signal signal) {
        Values images = signal.values();
        return images.rank() == RANK && images.size(1) > 1 && images.size(2) * images.size(3) > 1;
    }

    private static long[] shape(Values images) {
        return new long[] {images.size(0), images.size(2), images.size(3), images.size(1)};
    }

    /** What a stage reads. */
    Values of(Signal signal) {
        return values.computeIfAbsent(
                signal,
                images -> images.values().rank() == RANK
                        ? images.values().reshaped(shape(images.values()))
                        : images.values());
    }

    /** What a stage writes. */
    Values written(Signal signal) {
        made.add(signal);
        return of(signal);
    }

    /** What writes a signal that no stage has computed, the network's input, with channels last. */
    Optional<EvaluationStage> before(Signal signal) {
        if (!isTurned(signal) || !made.add(signal)) {
            return Optional.empty();
        }
        moveApart(signal);
        return Optional.of(turned(signal));
    }

    /** What turns the values before or after they are rows; empty if they stay the same. */
    Optional<EvaluationStage> reshaped(ReshapeStage stage) {
        Signal images = stage.input();
        if (isTurned(images) && made.contains(images)) {
            Values last = of(images);
            return Optional.of(
                    new Transposition(last, images.values(), last.size(0), last.size(1) * last.size(2), last.size(3)));
        }
        return before(stage.output());
    }

    private Transposition turned(Signal signal) {
        Values first = signal.values();
        return new Transposition(first, of(signal), first.size(0), first.size(1), first.size(2) * first.size(3));
    }
}
