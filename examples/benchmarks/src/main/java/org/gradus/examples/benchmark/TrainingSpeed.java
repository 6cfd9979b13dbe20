package org.gradus.examples.benchmark;

import org.gradus.examples.benchmark.MeasuredNetworks.MeasuredNetwork;

/**
 * How fast a session trains.
 *
 * @param rate examples a second of the wall clock
 * @param processorRate examples a second of the processor time of the thread that trains
 */
record TrainingSpeed(double rate, double processorRate) {
    private static final double NANOS = 1e9;

    /** Trains in this thread for whole epochs, at least some seconds of the wall clock. */
    static TrainingSpeed of(MeasuredNetwork network, SessionLoop session, double seconds) throws Exception {
        long start = System.nanoTime();
        long processorStart = ProposalTime.processorNanos();
        long examples = 0;
        double passed;
        do {
            session.trainEpoch();
            examples += (long) network.steps() * network.batch();
            passed = (System.nanoTime() - start) / NANOS;
        } while (passed < seconds);
        return new TrainingSpeed(examples / passed, examples / ProposalTime.secondsSince(processorStart));
    }
}
