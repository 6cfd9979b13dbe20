package org.gradus.trainers.dl4j;

import org.nd4j.linalg.factory.Nd4j;

/** A program that uses ND4J before Gradus, as one does that loads its data first; prints what a trainer then says. */
public final class TouchFirst {
    private TouchFirst() {}

    public static void main(String[] args) {
        Nd4j.zeros(1);
        try {
            Dl4jTrainer trainer = Dl4jTrainer.of(Tiny::convolutional, Tiny.data());
            System.out.println("threads " + trainer.descriptor().details().get("dl4j.threadsPerTraining"));
        } catch (IllegalStateException e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
