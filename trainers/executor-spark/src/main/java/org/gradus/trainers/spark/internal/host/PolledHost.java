package org.gradus.trainers.spark.internal.host;

import org.apache.spark.api.plugin.PluginContext;
import org.gradus.trainers.spark.internal.wire.PollAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host and the thread that polls the driver for it. Thread-safe. */
final class PolledHost {
    private static final Logger LOG = LoggerFactory.getLogger(PolledHost.class);

    /** How many times slower the driver is polled while nothing trains. */
    private static final int IDLE = 5;

    private final String run;
    private final TrialHost host;
    private final PluginContext driver;
    private final int pollMillis;
    private long polls;
    private boolean closed;
    private boolean freed;

    PolledHost(String run, TrialHost host, PluginContext driver, int pollMillis) {
        this.run = run;
        this.host = host;
        this.driver = driver;
        this.pollMillis = pollMillis;
    }

    TrialHost host() {
        return host;
    }

    /**
     * Begins to poll.
     *
     * @param ended called when the driver says that the run is over
     */
    void start(Runnable ended) {
        Thread thread = new Thread(() -> poll(ended), "gradus-poll-" + run);
        thread.setDaemon(true);
        thread.start();
    }

    private void poll(Runnable ended) {
        boolean reached = true;
        try {
            while (pause()) {
                try {
                    PollAnswer answer =
                            PollAnswer.of((byte[]) driver.ask(host.poll(run).toBytes()));
                    reached = true;
                    if (answer.closed()) {
                        close();
                        ended.run();
                    } else {
                        host.obey(answer);
                    }
                    polled();
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) { // Whatever Spark throws: the trainings go on, and it is asked again.
                    if (reached) {
                        LOG.warn("the driver does not answer: {}", e.toString());
                    }
                    reached = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // A poll that comes too early does no harm.
    private synchronized boolean pause() throws InterruptedException {
        if (!closed) {
            wait(host.isTraining() ? pollMillis : (long) pollMillis * IDLE);
        }
        return !closed;
    }

    private synchronized void polled() {
        polls++;
        notifyAll();
    }

    /** Waits for an answer to a poll that begins after this call. */
    synchronized void awaitPoll() throws InterruptedException {
        long enough = polls + 2;
        notifyAll();
        while (!freed && polls < enough) {
            wait(pollMillis);
        }
    }

    /** Ends the polls and frees everything. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        host.close();
        synchronized (this) {
            freed = true;
            notifyAll();
        }
    }
}
