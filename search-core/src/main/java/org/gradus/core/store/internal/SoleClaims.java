package org.gradus.core.store.internal;

import java.util.Set;
import org.gradus.core.store.Claims;
import org.gradus.core.trial.TrialId;

/** The claims of the only writer of a study: everything is granted. */
public class SoleClaims implements Claims {
    private final Runnable onClose;

    /**
     * The claims of a writer.
     *
     * @param onClose lets the next writer in
     */
    public SoleClaims(Runnable onClose) {
        this.onClose = onClose;
    }

    @Override
    public final boolean isShared() {
        return false;
    }

    @Override
    public final boolean claim(TrialId trial) {
        return true;
    }

    @Override
    public final void release(TrialId trial) {
        // There is no other worker.
    }

    @Override
    public final Set<TrialId> elsewhere() {
        return Set.of();
    }

    @Override
    public final void renew() {
        // It is the only writer for as long as it lives.
    }

    @Override
    public final void close() {
        onClose.run();
    }
}
