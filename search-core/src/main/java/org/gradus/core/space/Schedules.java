package org.gradus.core.space;

/** The learning-rate schedules of the field, as records. */
public final class Schedules {
    private Schedules() {}

    /** The same rate at every step. */
    public record Constant(LearningRate rate) implements LearningRateSchedule {
        @Override
        public double at(long step, long totalSteps) {
            LearningRateSchedule.progress(step, totalSteps);
            return rate.value();
        }
    }

    /**
     * Multiplies the rate by a factor at equal distances.
     *
     * @param peak the rate of the first steps
     * @param factor in (0, 1)
     * @param drops how often the rate falls, at least 1; the training is cut into drops + 1 equal parts
     */
    public record Step(LearningRate peak, double factor, int drops) implements LearningRateSchedule {
        public Step {
            requireShare("factor", factor);
            if (drops < 1) {
                throw new IllegalArgumentException("drops must be at least 1, but was " + drops);
            }
        }

        @Override
        public double at(long step, long totalSteps) {
            LearningRateSchedule.progress(step, totalSteps);
            long part = (step - 1) * (drops + 1) / totalSteps;
            return peak.value() * Math.pow(factor, (double) part);
        }
    }

    /**
     * Falls by the same factor at every step.
     *
     * @param peak the rate of the first step
     * @param finalFactor the last rate over the first, in (0, 1)
     */
    public record Exponential(LearningRate peak, double finalFactor) implements LearningRateSchedule {
        public Exponential {
            requireShare("finalFactor", finalFactor);
        }

        @Override
        public double at(long step, long totalSteps) {
            return peak.value() * Math.pow(finalFactor, LearningRateSchedule.progress(step, totalSteps));
        }
    }

    /**
     * Falls along half a cosine (Loshchilov and Hutter, SGDR, arXiv 1608.03983, equation 5, one cycle).
     *
     * @param peak the rate of the first step
     * @param finalFactor the last rate over the first, in (0, 1)
     */
    public record Cosine(LearningRate peak, double finalFactor) implements LearningRateSchedule {
        public Cosine {
            requireShare("finalFactor", finalFactor);
        }

        @Override
        public double at(long step, long totalSteps) {
            return anneal(peak.value(), peak.value() * finalFactor, LearningRateSchedule.progress(step, totalSteps));
        }
    }

    /**
     * Rises to the peak and falls far below the start, both along half a cosine (Smith and Topin, arXiv 1708.07120, in
     * the two-phase form of fastai and PyTorch). As in PyTorch's {@code OneCycleLR} the peak lies at {@code rise *
     * totalSteps - 1} steps after the first; a training too short for that begins at the peak.
     *
     * @param peak the highest rate
     * @param rise the share of the steps that rise, in (0, 1)
     * @param startDivisor the peak over the first rate, above 1
     * @param finalDivisor the first rate over the last, above 1
     */
    public record OneCycle(LearningRate peak, double rise, double startDivisor, double finalDivisor)
            implements LearningRateSchedule {
        public OneCycle {
            requireShare("rise", rise);
            if (!(startDivisor > 1 && finalDivisor > 1 && Double.isFinite(startDivisor * finalDivisor))) {
                throw new IllegalArgumentException("the divisors of a cycle must be above 1 and finite, but were "
                        + startDivisor + " and " + finalDivisor);
            }
        }

        @Override
        public double at(long step, long totalSteps) {
            LearningRateSchedule.progress(step, totalSteps);
            double start = peak.value() / startDivisor;
            double top = Math.max(0, rise * totalSteps - 1);
            double position = step - 1.0;
            if (position < top) {
                return anneal(start, peak.value(), position / top);
            }
            double fall = totalSteps - 1 - top;
            return anneal(peak.value(), start / finalDivisor, fall > 0 ? (position - top) / fall : 0);
        }
    }

    /**
     * Climbs (or falls) by the same factor at every step: the sweep of a learning-rate range test.
     *
     * @param first the rate of the first step
     * @param last the rate of the last step
     */
    public record Ramp(LearningRate first, LearningRate last) implements LearningRateSchedule {
        @Override
        public double at(long step, long totalSteps) {
            double progress = LearningRateSchedule.progress(step, totalSteps);
            return Math.pow(first.value(), 1 - progress) * Math.pow(last.value(), progress);
        }
    }

    /**
     * Climbs linearly to another schedule's rate, then follows it (Goyal et al., arXiv 1706.02677, section 2.2).
     *
     * @param share the share of the steps that warm up, in (0, 1)
     * @param then the schedule that is followed
     */
    public record WarmUp(double share, LearningRateSchedule then) implements LearningRateSchedule {
        public WarmUp {
            requireShare("share", share);
        }

        @Override
        public double at(long step, long totalSteps) {
            long warm = (long) Math.ceil(share * totalSteps);
            double rate = then.at(step, totalSteps);
            return step < warm ? rate * step / warm : rate;
        }
    }

    private static double anneal(double from, double to, double progress) {
        double weight = (1 + Math.cos(Math.PI * progress)) / 2;
        return from * weight + to * (1 - weight);
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1), but was " + value);
        }
    }
}
