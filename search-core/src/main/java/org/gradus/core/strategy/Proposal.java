package org.gradus.core.strategy;

import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Sweep;

/** What a strategy answers; always with a reason. */
public sealed interface Proposal {
    Kind kind();

    /** Why, in words. */
    String reason();

    enum Kind {
        SUGGEST,
        AWAIT,
        EXHAUSTED
    }

    /** Train this configuration. */
    static Suggest suggest(Configuration configuration, String reason) {
        return new Suggest(configuration, Optional.empty(), reason);
    }

    /** Sweep the rate of this configuration; its own rate is not used. */
    static Suggest sweep(Configuration configuration, Sweep sweep, String reason) {
        return new Suggest(configuration, Optional.of(sweep), reason);
    }

    /**
     * Try this.
     *
     * @param configuration within the space
     * @param sweep present for a range-test sweep: a trial of purpose SWEEP
     */
    record Suggest(Configuration configuration, Optional<Sweep> sweep, String reason) implements Proposal {
        @Override
        public Kind kind() {
            return Kind.SUGGEST;
        }
    }

    /** Nothing until a running trial reports; refused by the session while none runs. */
    record Await(String reason) implements Proposal {
        @Override
        public Kind kind() {
            return Kind.AWAIT;
        }
    }

    /** Nothing any more: the search space is used up. */
    record Exhausted(String reason) implements Proposal {
        @Override
        public Kind kind() {
            return Kind.EXHAUSTED;
        }
    }
}
