package org.gradus.trainers.dl4j.internal.coupling;

import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer whose convolution is a {@link FastConvolution}, and which keeps what it gave for the backward pass. Used by one
 * thread at a time.
 */
final class FastConvolutionLayer extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private final transient KeptOutput kept = new KeptOutput();

    private FastConvolutionLayer(ConvolutionLayer plain, DataType dataType, boolean first) {
        super(plain.conf(), dataType);
        helper = new FastConvolution(dataType, first);
    }

    /**
     * A layer with the same parameters, in the same place.
     *
     * @param first whether its input is the network's
     */
    static FastConvolutionLayer inPlaceOf(ConvolutionLayer plain, boolean first) {
        return FastLayers.placed(new FastConvolutionLayer(plain, plain.params().dataType(), first), plain);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray output = super.activate(training, workspaces);
        if (training) {
            kept.keep(input, output, layerConf().getActivationFn());
        }
        return output;
    }

    @Override
    protected Pair<INDArray, INDArray> preOutput(boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
        INDArray again = kept.take(input);
        return forBackprop && again != null
                ? new Pair<>(again, null)
                : super.preOutput(training, forBackprop, workspaces);
    }
}
