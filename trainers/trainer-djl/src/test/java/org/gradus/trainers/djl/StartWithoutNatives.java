package org.gradus.trainers.djl;

import org.gradus.trainers.djl.internal.engine.PyTorch;

/** Run in a JVM of its own, without PyTorch's library on the class path. */
final class StartWithoutNatives {
    private StartWithoutNatives() {}

    public static void main(String[] args) {
        try {
            PyTorch.start();
            System.out.println("started");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
