package org.gradus.reports.internal.rates;

import java.util.Locale;
import java.util.Optional;
import org.gradus.core.trial.Trial;

/**
 * The colour of a learning rate: viridis (Smith and van der Walt, matplotlib 2.0; CC0), which is perceptually even and
 * safe for the colour-blind, cut at the end that would fade into the page.
 *
 * @param light on a light page, {@code #rrggbb}
 * @param dark on a dark page
 */
public record RateColors(String light, String dark) {
    /** R: {@code viridis(9)}. */
    private static final int[] VIRIDIS = {
        0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21908c, 0x27ad81, 0x5dc863, 0xaadc32, 0xfde725
    };

    private static final double LIGHT_END = 0.84;
    private static final double DARK_START = 0.24;

    /**
     * The colour of a place in the range of rates.
     *
     * @param place in [0, 1] on the log scale, 0 the lowest rate
     */
    public static RateColors at(double place) {
        double inside = Math.min(1, Math.max(0, place));
        return new RateColors(viridis(inside * LIGHT_END), viridis(DARK_START + inside * (1 - DARK_START)));
    }

    /** The colour of a trial on an axis; that of the middle where it has no rate. */
    public static RateColors of(Optional<RateAxis> axis, Trial trial) {
        return at(axis.flatMap(a -> trial.learningRate().map(a::place)).orElse(0.5));
    }

    private static String viridis(double place) {
        double position = place * (VIRIDIS.length - 1);
        int index = Math.min(VIRIDIS.length - 2, (int) position);
        double share = position - index;
        int color = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = VIRIDIS[index] >> shift & 0xff;
            int to = VIRIDIS[index + 1] >> shift & 0xff;
            color = color << 8 | (int) Math.round(from + share * (to - from));
        }
        return String.format(Locale.ROOT, "#%06x", color);
    }
}
