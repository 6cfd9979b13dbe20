package org.gradus.trainers.spark.internal.driver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.trainers.spark.internal.wire.Poll;
import org.gradus.trainers.spark.internal.wire.PollAnswer;

/** The executors of this driver that are open, by the names of their runs. Thread-safe. */
public final class Runs {
    private static final Map<String, SparkExecutor> OPEN = new ConcurrentHashMap<>();

    private Runs() {}

    static void begin(String run, SparkExecutor executor) {
        OPEN.put(run, executor);
    }

    static void end(String run) {
        OPEN.remove(run);
    }

    /** What a poll is answered; called by Spark. */
    public static PollAnswer answer(Poll poll) {
        SparkExecutor executor = OPEN.get(poll.run());
        return executor == null ? PollAnswer.over() : executor.answer(poll);
    }
}
