package org.gradus.core.study;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * The trials of a study in the order of their numbers, with what is asked of them again and again. Immutable: a changed
 * list shares all but a few hundred places with the one before it, so that each event costs the same in a study of a
 * hundred thousand trials as in one of ten.
 */
final class TrialList extends AbstractList<Trial> implements RandomAccess {
    private static final int CHUNK = 256;

    private final Trial[][] chunks;
    private final int size;
    private final int searched;
    private final double epochsSpent;
    /** The places of those that have not ended, rising. */
    private final int[] open;

    /** Later lists share it: plans do not change. */
    private final CandidateSets candidates;

    private final Supplier<BestCandidate.Known> best;

    private TrialList(
            Trial[][] chunks, int size, int searched, double epochsSpent, int[] open, CandidateSets candidates) {
        this.candidates = candidates;
        this.best = Suppliers.memoize(() -> BestCandidate.of(this));
        this.chunks = chunks;
        this.size = size;
        this.searched = searched;
        this.epochsSpent = epochsSpent;
        this.open = open;
    }

    private TrialList(TrialList same, BestCandidate.Known best) {
        this.chunks = same.chunks;
        this.size = same.size;
        this.searched = same.searched;
        this.epochsSpent = same.epochsSpent;
        this.open = same.open;
        this.candidates = same.candidates;
        this.best = Suppliers.ofInstance(best);
    }

    static TrialList empty() {
        return new TrialList(new Trial[0][], 0, 0, 0, new int[0], new CandidateSets());
    }

    static TrialList of(List<Trial> trials) {
        if (trials instanceof TrialList known) {
            return known;
        }
        Trial[][] chunks = new Trial[(trials.size() + CHUNK - 1) / CHUNK][];
        int searched = 0;
        double epochsSpent = 0;
        int[] open = new int[trials.size()];
        int opened = 0;
        int place = 0;
        for (Trial trial : trials) {
            if (place % CHUNK == 0) {
                chunks[place / CHUNK] = new Trial[Math.min(CHUNK, trials.size() - place)];
            }
            chunks[place / CHUNK][place % CHUNK] = trial;
            searched += trial.purpose() == TrialPurpose.SEARCH ? 1 : 0;
            epochsSpent += trial.epochsSpent();
            if (!trial.ended()) {
                open[opened++] = place;
            }
            place++;
        }
        return new TrialList(chunks, place, searched, epochsSpent, Arrays.copyOf(open, opened), new CandidateSets());
    }

    TrialList plus(Trial trial) {
        int chunk = size / CHUNK;
        Trial[][] copy = Arrays.copyOf(chunks, chunk + 1);
        copy[chunk] = size % CHUNK == 0 ? new Trial[1] : Arrays.copyOf(chunks[chunk], size % CHUNK + 1);
        copy[chunk][size % CHUNK] = trial;
        return new TrialList(
                copy,
                size + 1,
                searched + (trial.purpose() == TrialPurpose.SEARCH ? 1 : 0),
                epochsSpent + trial.epochsSpent(),
                trial.ended() ? open : with(size),
                candidates);
    }

    /** With another state of the trial at a place; its purpose is the same. */
    TrialList with(int place, Trial trial) {
        Trial before = get(place);
        Trial[][] copy = chunks.clone();
        copy[place / CHUNK] = chunks[place / CHUNK].clone();
        copy[place / CHUNK][place % CHUNK] = trial;
        double spent = trial.curve().lastStep() == before.curve().lastStep()
                ? epochsSpent
                : epochsSpent - before.epochsSpent() + trial.epochsSpent();
        return new TrialList(
                copy, size, searched, spent, trial.ended() && !before.ended() ? without(place) : open, candidates);
    }

    /** With the trial at a place, which has ended, as it was before. */
    TrialList reopened(int place, Trial trial) {
        TrialList changed = with(place, trial);
        return new TrialList(changed.chunks, size, searched, changed.epochsSpent, with(place), candidates);
    }

    /** The places of the open trials and one more. */
    private int[] with(int place) {
        int at = -1 - Arrays.binarySearch(open, place);
        int[] more = new int[open.length + 1];
        System.arraycopy(open, 0, more, 0, at);
        more[at] = place;
        System.arraycopy(open, at, more, at + 1, open.length - at);
        return more;
    }

    private int[] without(int place) {
        int at = Arrays.binarySearch(open, place);
        int[] fewer = new int[open.length - 1];
        System.arraycopy(open, 0, fewer, 0, at);
        System.arraycopy(open, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    @Override
    public Trial get(int place) {
        if (!(place >= 0 && place < size)) {
            throw new IndexOutOfBoundsException("there is no place " + place + " among " + size + " trials");
        }
        return chunks[place / CHUNK][place % CHUNK];
    }

    @Override
    public int size() {
        return size;
    }

    /** The trials of a later list that were open here, or did not exist, and have ended there. */
    List<Trial> endedSince(TrialList later) {
        return IntStream.concat(Arrays.stream(open), IntStream.range(size, later.size))
                .mapToObj(later::get)
                .filter(Trial::ended)
                .toList();
    }

    /** The same trials, once lists that were longer are taken back: others may follow than did. */
    TrialList withoutLater() {
        candidates.forgetBeyond(size / CHUNK);
        return this;
    }

    boolean hasCandidate(Configuration configuration) {
        int full = size / CHUNK;
        return candidates.contains(configuration, chunks, full)
                || (full < chunks.length
                        && Arrays.stream(chunks[full])
                                .anyMatch(t -> t.purpose() == TrialPurpose.SEARCH
                                        && t.configuration().equals(configuration)));
    }

    /** The same trials, where their best candidate is known already. */
    TrialList withBest(BestCandidate.Known known) {
        return new TrialList(this, known);
    }

    /** The candidate with the best mean over its trainings, once one has completed. */
    Optional<BestCandidate.Best> best() {
        return best.get().best();
    }

    /** How that candidate became better. */
    List<BestCandidate.Improvement> improvements() {
        return best.get().improvements();
    }

    /** How many are candidates of the strategy. */
    int searched() {
        return searched;
    }

    double epochsSpent() {
        return epochsSpent;
    }

    List<Trial> open() {
        ImmutableList.Builder<Trial> found = ImmutableList.builderWithExpectedSize(open.length);
        for (int place : open) {
            found.add(get(place));
        }
        return found.build();
    }
}
