package org.gradus.core.study;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * The configurations of the candidates in the full chunks of a list of trials, in one set for each power of two in the
 * number of chunks: a study of n trials is looked up in at most log₂ n sets, and a trial is put into a set log₂ n times in
 * all. Sets are made when first asked for. Thread-safe.
 */
final class CandidateSets {
    private final Map<Range, Set<Configuration>> sets = new ConcurrentHashMap<>();

    /** Chunks {@code from} to {@code until}, the latter excluded. */
    private record Range(int from, int until) {
        boolean covers(Range other) {
            return !equals(other) && from <= other.from && other.until <= until;
        }
    }

    /**
     * Whether a candidate has that configuration.
     *
     * @param full how many of the chunks are full, from the first on; their plans never change
     */
    boolean contains(Configuration configuration, Trial[][] chunks, int full) {
        int from = 0;
        while (from < full) {
            int until = from + Integer.highestOneBit(full - from);
            if (set(new Range(from, until), chunks).contains(configuration)) {
                return true;
            }
            from = until;
        }
        return false;
    }

    /** Forgets the chunks behind the first ones, because what follows those is not what did. */
    void forgetBeyond(int full) {
        sets.keySet().removeIf(range -> range.until > full);
    }

    private Set<Configuration> set(Range range, Trial[][] chunks) {
        Set<Configuration> known = sets.get(range);
        if (known != null) {
            return known;
        }
        int places = (range.until - range.from) * chunks[range.from].length;
        ImmutableSet.Builder<Configuration> candidates = ImmutableSet.builderWithExpectedSize(places);
        for (Trial[] chunk : Arrays.asList(chunks).subList(range.from, range.until)) {
            for (Trial trial : chunk) {
                if (trial.purpose() == TrialPurpose.SEARCH) {
                    candidates.add(trial.configuration());
                }
            }
        }
        Set<Configuration> made = candidates.build();
        sets.put(range, made);
        sets.keySet().removeIf(range::covers);
        return made;
    }
}
