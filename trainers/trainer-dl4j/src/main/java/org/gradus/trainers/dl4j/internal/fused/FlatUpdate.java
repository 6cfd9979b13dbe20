package org.gradus.trainers.dl4j.internal.fused;

import java.util.List;
import java.util.Optional;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.gradus.trainers.dl4j.internal.coupling.UpdatedBlock;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The update of all parameters in one pass over them, where the updaters are plain rates, Nesterov's momentum or Adam, and nothing is added to
 * gradients or limits them. It computes what Deeplearning4j's updaters do, in the same state.
 */
final class FlatUpdate {
    private final Values parameters;
    private final Values gradients;
    private final List<Part> parts;

    /** Parameters beside each other that are updated in one way. */
    private record Part(UpdatedBlock block, int from, int to, boolean divided, int state) {}

    private final float[] parameter = new float[Values.PIECE];
    private final float[] gradient = new float[Values.PIECE];
    private final float[] first = new float[Values.PIECE];
    private final float[] second = new float[Values.PIECE];

    private FlatUpdate(Values parameters, Values gradients, List<Part> parts) {
        this.parameters = parameters;
        this.gradients = gradients;
        this.parts = parts;
    }

    /** The update of a network, if it is one of these. */
    static Optional<FlatUpdate> of(NetworkUpdater updater, Values parameters) {
        boolean plain = updater.blocks().stream().allMatch(FlatUpdate::isPlain);
        return plain
                ? Optional.of(new FlatUpdate(
                        parameters,
                        Values.of(updater.gradients()),
                        updater.blocks().stream().flatMap(FlatUpdate::parts).toList()))
                : Optional.empty();
    }

    private static java.util.stream.Stream<Part> parts(UpdatedBlock block) {
        return block.parameters()
                .map(parameter -> new Part(
                        block,
                        parameter.from(),
                        parameter.to(),
                        parameter.isMeanOverBatch(),
                        parameter.from() - block.from()));
    }

    private static boolean isPlain(UpdatedBlock block) {
        Class<? extends IUpdater> kind = block.settings().getClass();
        boolean known = kind == Sgd.class || kind == Nesterovs.class || kind == Adam.class || kind == NoOp.class;
        return known
                && block.parameters()
                        .allMatch(parameter -> parameter.regularization().isEmpty() && !parameter.isLimited());
    }

    /** Updates all parameters by the sums of their gradients over a batch. */
    void apply(int examples, int iteration, int epoch) {
        for (Part part : parts) {
            Rule rule = Rule.of(part.block(), iteration, epoch);
            Values state =
                    rule.states() == 0 ? parameters : Values.of(part.block().state());
            float divisor = part.divided() ? examples : 1;
            for (int from = part.from(); from < part.to(); from += Values.PIECE) {
                int count = Math.min(Values.PIECE, part.to() - from);
                int at = part.state() + from - part.from();
                parameters.get(from, parameter, 0, count);
                gradients.get(from, gradient, 0, count);
                if (rule.states() > 0) {
                    state.get(at, first, 0, count);
                }
                if (rule.states() > 1) {
                    state.get(at + part.block().length(), second, 0, count);
                }
                divide(gradient, divisor, count);
                rule.apply(parameter, gradient, first, second, count);
                parameters.put(from, parameter, 0, count);
                if (rule.states() > 0) {
                    state.put(at, first, 0, count);
                }
                if (rule.states() > 1) {
                    state.put(at + part.block().length(), second, 0, count);
                }
            }
        }
    }

    private static void divide(float[] x, float divisor, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] / divisor;
        }
    }
}
