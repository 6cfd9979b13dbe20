package org.gradus.examples.launcher.internal.commandline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class NameSuggestion {
    private static final int MOST_EDITS = 3;

    private NameSuggestion() {}

    /** The known name that is fewest edits away, if that is at most 3 and less than half of the name. */
    static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(k -> edits(name, k)).thenComparing(Comparator.naturalOrder()))
                .filter(k -> edits(name, k) <= MOST_EDITS && 2 * edits(name, k) < Math.max(name.length(), k.length()));
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
