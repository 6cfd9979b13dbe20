package org.gradus.trainers.dl4j.internal.fused;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.gradus.trainers.dl4j.internal.coupling.UpdatedBlock;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * The update of all parameters in one pass over them, where the updaters are plain rates, Nesterov's momentum or Adam, with L2 terms and weight
 * decay, and no gradient is clipped or normalized. It computes what Deeplearning4j's updaters do, in the same state.
 */
final class FlatUpdate {
    private static final Set<Class<? extends IUpdater>> UPDATERS =
            Set.of(Sgd.class, Nesterovs.class, Adam.class, NoOp.class);
    private static final Set<Class<? extends Regularization>> TERMS = Set.of(L2Regularization.class, WeightDecay.class);

    private final Values parameters;
    private final Values gradients;
    private final List<Part> parts;
    private final float[] parameter = new float[Values.PIECE];
    private final float[] gradient = new float[Values.PIECE];
    private final float[][] kept = {new float[Values.PIECE], new float[Values.PIECE]};

    /**
     * A parameter of a layer, and what its updater keeps for its block: first one value for each of the block's, then another.
     *
     * @param state the parameters themselves, if the updater keeps nothing
     */
    private record Part(UpdatedBlock block, UpdatedBlock.Parameter place, Values state) {
        /** The position of a value in the state. */
        int atState(int position, int values) {
            return position - block.from() + values * block.length();
        }
    }

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
                        updater.blocks().stream()
                                .flatMap(block -> parts(block, parameters))
                                .toList()))
                : Optional.empty();
    }

    private static Stream<Part> parts(UpdatedBlock block, Values parameters) {
        Values state = Rule.of(block, 0, 0).states() == 0 ? parameters : Values.of(block.state());
        return block.parameters().map(place -> new Part(block, place, state));
    }

    private static boolean isPlain(UpdatedBlock block) {
        return UPDATERS.contains(block.settings().getClass())
                && block.parameters()
                        .allMatch(place -> !place.isLimited()
                                && place.regularization().stream().allMatch(term -> TERMS.contains(term.getClass())));
    }

    /** Updates all parameters by the sums of their gradients over a batch. */
    void apply(int examples, int iteration, int epoch) {
        for (Part part : parts) {
            Rule rule = Rule.of(part.block(), iteration, epoch);
            double penalty = 0;
            double decay = 0;
            for (Regularization term : part.place().regularization()) {
                if (term instanceof L2Regularization square) {
                    penalty += square.getL2().valueAt(iteration, epoch);
                } else if (term instanceof WeightDecay shrinking) {
                    decay += shrinking.getCoeff().valueAt(iteration, epoch)
                            * (shrinking.isApplyLR() ? part.block().settings().getLearningRate(iteration, epoch) : 1);
                }
            }
            float divisor = part.place().isMeanOverBatch() ? examples : 1;
            for (int from = part.place().from(); from < part.place().to(); from += Values.PIECE) {
                int count = Math.min(Values.PIECE, part.place().to() - from);
                parameters.get(from, parameter, 0, count);
                gradients.get(from, gradient, 0, count);
                change(gradient, divisor, parameter, (float) penalty, count);
                Kernels.scale(parameter, 0, count, (float) (1 - decay), 0);
                apply(rule, part, from, count);
                parameters.put(from, parameter, 0, count);
            }
        }
    }

    private void apply(Rule rule, Part part, int from, int count) {
        for (int i = 0; i < rule.states(); i++) {
            part.state().get(part.atState(from, i), kept[i], 0, count);
        }
        rule.apply(parameter, gradient, kept[0], kept[1], count);
        for (int i = 0; i < rule.states(); i++) {
            part.state().put(part.atState(from, i), kept[i], 0, count);
        }
    }

    private static void change(float[] gradient, float divisor, float[] parameter, float penalty, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] / divisor + parameter[i] * penalty;
        }
    }
}
