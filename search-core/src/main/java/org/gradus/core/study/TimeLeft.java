package org.gradus.core.study;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a study takes to its end, if it trains on as fast as it did: an interval for the same reason as in
 * {@link StudyProgress}.
 *
 * @param least the time for {@link StudyProgress#leastLeft}, 0 or more
 * @param most the time for {@link StudyProgress#mostLeft}, at least {@code least}
 */
public record TimeLeft(Duration least, Duration most) {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final double LONGEST_SECONDS = 1e9;

    /**
     * The time that is left at the pace between two moments; empty where nothing was trained between them, or the budget sets
     * no end.
     *
     * @param before the progress at the first moment
     * @param now the progress at the second
     * @param passed the time between them, positive
     */
    public static Optional<TimeLeft> of(StudyProgress before, StudyProgress now, Duration passed) {
        double trained = now.epochs() - before.epochs();
        if (!(trained > 0) || !now.hasEnd()) {
            return Optional.empty();
        }
        double secondsAnEpoch = passed.toMillis() / 1000.0 / trained;
        return Optional.of(new TimeLeft(time(now.leastLeft() * secondsAnEpoch), time(now.mostLeft() * secondsAnEpoch)));
    }

    private static Duration time(double seconds) {
        return Duration.ofSeconds(Math.round(Math.min(LONGEST_SECONDS, seconds)));
    }

    /** In words: {@code about 3 to 8 min left}; {@code at most 8 min left} where nothing says how much less it may be. */
    public String words() {
        String high = words(most);
        String low = words(least);
        if (low.equals(high)) {
            return "about " + high + " left";
        }
        if (least.isZero()) {
            return "at most " + high + " left";
        }
        String unit = high.substring(high.lastIndexOf(' '));
        boolean simple = low.endsWith(unit) && low.indexOf(' ') == low.lastIndexOf(' ');
        return "about " + (simple ? low.substring(0, low.length() - unit.length()) : low) + " to " + high + " left";
    }

    private static String words(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return Math.round(seconds / (double) MINUTE) + " min";
        }
        long minutes = Math.round(seconds / (double) MINUTE);
        return minutes / 60 + " h " + minutes % 60 + " min";
    }
}
