package org.gradus.core.trial;

/**
 * The number of a trial within its study.
 *
 * @param number counted from 1 in the order of proposal
 */
public record TrialId(int number) implements Comparable<TrialId> {
    public TrialId {
        if (number < 1) {
            throw new IllegalArgumentException("trials count from 1, but the number was " + number);
        }
    }

    @Override
    public int compareTo(TrialId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "trial " + number;
    }
}
