package org.gradus.core.store.internal;

import java.util.Set;
import org.gradus.core.store.Claims;
import org.gradus.core.trial.TrialId;

/**
 * The claims of the only writer of a study: everything is granted.
 *
 * @param onClose lets the next writer in
 */
public record SoleClaims(Runnable onClose) implements Claims {
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean claim(TrialId trial) {
        return true;
    }

    @Override
    public void release(TrialId trial) {
        // There is no other worker.
    }

    @Override
    public Set<TrialId> elsewhere() {
        return Set.of();
    }

    @Override
    public void renew() {
        // It is the only writer for as long as it lives.
    }

    @Override
    public void close() {
        onClose.run();
    }
}
