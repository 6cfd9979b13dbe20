package org.gradus.trainers.dl4j.internal.fused;

/** A stage that reads one signal of images. */
interface ImageStage extends Stage {
    Signal input();

    Signal output();

    /**
     * The same of images whose channels come last.
     *
     * @param images {examples, rows, columns, channels}
     * @param output so too, if it is of images
     */
    EvaluationStage channelsLast(Values images, Values output);
}
