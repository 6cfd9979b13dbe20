package org.gradus.core.study;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.internal.Texts;

/**
 * What is known before the first trial of a study.
 *
 * @param first the candidates that are tried before the strategy is asked, in order, no two alike
 * @param prior what earlier studies found good
 */
public record WarmStart(List<First> first, Prior prior) {
    /** Nothing is known. */
    public static final WarmStart NONE = new WarmStart(List.of(), Prior.NONE);

    /** The name given as the proposer of such a candidate, in place of a strategy's. */
    public static final String PROPOSER = "warm start";

    public WarmStart {
        first = ImmutableList.copyOf(first);
        if (first.stream().map(First::configuration).distinct().count() < first.size()) {
            throw new IllegalArgumentException("the candidates to try first must differ, but were " + first);
        }
    }

    /**
     * A candidate that is tried first.
     *
     * @param reason why, in words
     */
    public record First(Configuration configuration, String reason) {
        public First {
            reason = Texts.cut(reason, Texts.LONGEST_REASON);
        }
    }
}
