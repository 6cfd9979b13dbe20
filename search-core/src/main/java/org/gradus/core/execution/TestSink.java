package org.gradus.core.execution;

/** Takes a test report; called from executor threads, so it must only enqueue. */
@FunctionalInterface
public interface TestSink {
    void accept(TestReport report);
}
