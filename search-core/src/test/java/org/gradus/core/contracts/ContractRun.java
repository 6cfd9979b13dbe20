package org.gradus.core.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs a contract suite on an implementation, as a build would. */
record ContractRun(Class<?> suite, TestExecutionSummary summary) {
    static ContractRun of(Class<?> suite) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .build(),
                        listener);
        return new ContractRun(suite, listener.getSummary());
    }

    /** The suite ran and found nothing. */
    void holds() {
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(5);
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getException().toString())
                .isEmpty();
    }

    /** A test of this name fails, and says these words. */
    void breaks(String test, String rule) {
        List<String> messages = summary.getFailures().stream()
                .filter(failure -> path(failure).contains(test + "("))
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .toList();
        assertThat(messages)
                .as("what %s says of %s; all failures: %s", test, suite.getSimpleName(), failures())
                .anyMatch(message -> message.contains(rule));
    }

    private static String path(Failure failure) {
        return failure.getTestIdentifier().getUniqueId();
    }

    private List<String> failures() {
        return summary.getFailures().stream()
                .map(failure -> path(failure) + ": " + failure.getException().getMessage())
                .limit(20)
                .toList();
    }
}
