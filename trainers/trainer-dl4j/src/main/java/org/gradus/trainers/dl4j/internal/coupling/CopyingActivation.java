package org.gradus.trainers.dl4j.internal.coupling;

import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An activation function that leaves its input as it is in evaluation mode too. Deeplearning4j's writes over it, and where a graph keeps all
 * activations, as for its score, other vertices then read the wrong one.
 */
final class CopyingActivation extends ActivationLayer {
    private static final long serialVersionUID = 1L;

    private CopyingActivation(ActivationLayer plain, INDArray parameters) {
        super(plain.conf(), parameters.dataType());
    }

    /** A layer that computes the same, in the same place of a network with parameters. */
    static CopyingActivation inPlaceOf(ActivationLayer plain, INDArray parameters) {
        return FastLayers.placed(new CopyingActivation(plain, parameters), plain);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray copy = workspaces.dup(ArrayType.ACTIVATIONS, input, input.ordering());
        return layerConf().getActivationFn().getActivation(copy, training);
    }
}
