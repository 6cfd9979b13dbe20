package org.gradus.trainers.djl;

import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class, with the reason, where there is no PyTorch for the platform. */
public final class Natives implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            PyTorch.start();
        } catch (IllegalStateException e) {
            System.out.println(context.getDisplayName() + " is skipped: " + e.getMessage());
            Assumptions.abort(e.getMessage());
        }
    }
}
