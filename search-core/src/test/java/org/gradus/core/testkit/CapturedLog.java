package org.gradus.core.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * What a class logs while a test provokes it, kept out of the output so that the test asserts it instead. Close it after the
 * test. Thread-safe.
 */
public final class CapturedLog implements AutoCloseable {
    private final Logger logger;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            messages.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    private CapturedLog(Logger logger) {
        this.logger = logger;
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    /** Begins to capture what is logged in the name of a class. */
    public static CapturedLog of(Class<?> source) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(source));
    }

    /** The messages since the last call, in order, each after its level: {@code WARN the store is tried again}. */
    public List<String> drain() {
        List<String> drained = new ArrayList<>();
        messages.drainTo(drained);
        return drained;
    }

    @Override
    public void close() {
        logger.setAdditive(true);
        logger.detachAppender(appender);
    }
}
