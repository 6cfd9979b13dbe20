package org.gradus.trainers.replay;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Small curve tables, written out. */
final class Tables {
    static final String HEADER =
            "learning_rate,seed,epoch,train_loss,validation_loss,train_accuracy,validation_accuracy\n";

    /** Rates 0.001, 0.01, 0.1 and 1; epochs 0 to 2; 0.1 fails at epoch 2, and the record of 1 ends after epoch 0. */
    static final String SMALL = HEADER + """
            0.001,7,0,2.5,2.4,0.1,0.1
            0.001,7,1,2.0,2.2,0.2,0.3
            0.001,7,2,1.5,1.6,0.5,0.4
            0.01,7,0,2.5,2.4,0.1,0.1
            0.01,7,1,1.0,1.2,0.6,0.5
            0.01,7,2,0.5,0.8,0.9,0.8
            0.1,7,0,2.5,2.4,0.1,0.1
            0.1,7,1,9.0,8.0,0.1,0.2
            0.1,7,2,NaN,Infinity,0.1,0.1
            1,7,0,2.5,2.4,0.1,0.1
            """;

    private Tables() {}

    static CurveTable small() {
        return parse("small.csv", SMALL);
    }

    static CurveTable parse(String name, String text) {
        return CurveTable.read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A table of one epoch whose accuracy climbs from 0 at rate 0.01 to 1 at rate 1 in a straight line over the log rate,
     * the same for two seeds; untrained models have accuracy 0.
     */
    static CurveTable climbing() {
        return parse("climbing.csv", """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.01,1,0,1,1,0
                0.01,1,1,1,1,0
                1,1,0,1,1,0
                1,1,1,1,1,1
                0.01,2,0,1,1,0
                0.01,2,1,1,1,0
                1,2,0,1,1,0
                1,2,1,1,1,1
                """);
    }
}
