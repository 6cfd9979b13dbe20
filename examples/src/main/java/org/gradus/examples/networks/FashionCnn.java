package org.gradus.examples.networks;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.gradus.core.space.Configuration;
import org.gradus.examples.images.ImageShape;

/** The {@link SmallCnn} for Fashion-MNIST: {@code Dl4jTrainer.of(FashionCnn::configure, data)}. */
public final class FashionCnn {
    private static final SmallCnn NETWORK = new SmallCnn(new ImageShape(1, 28, 28), 10, Optimizer.NESTEROVS);

    private FashionCnn() {}

    /** The network of a configuration. */
    public static MultiLayerConfiguration configure(Configuration configuration) {
        return NETWORK.configure(configuration);
    }
}
