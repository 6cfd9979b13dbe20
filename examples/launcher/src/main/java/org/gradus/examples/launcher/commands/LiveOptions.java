package org.gradus.examples.launcher.commands;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.gradus.core.study.SearchException;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.reports.LivePage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the report is served while the search runs. */
final class LiveOptions {
    private static final int LAST_PORT = 0xffff;

    @Option(
            names = "--live",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "PORT",
            description = "serve the report to browsers on this machine while the search runs, at an address that is"
                    + " printed (default: off; without PORT one that is free)")
    @Nullable
    Integer live;

    @Option(names = "--live-stay", description = "serve it after the end of the search too, until Ctrl+C")
    boolean stay;

    void check() {
        if (stay && live == null) {
            throw new IllegalStateException("--live-stay needs --live");
        }
        OptionRanges.requireBetween("--live", 0, LAST_PORT, live);
    }

    boolean isOn() {
        return live != null;
    }

    /** Begins to serve, and prints the address; empty if that was not asked for. */
    Optional<LivePage> open(Terminal terminal) {
        if (live == null) {
            return Optional.empty();
        }
        try {
            LivePage page = LivePage.open(live, stay);
            terminal.out().println("Live: " + page.address());
            return Optional.of(page);
        } catch (SearchException e) {
            throw new UsageException(e);
        }
    }

    /** Serves until Ctrl+C, if the page is to stay. */
    void stay(Terminal terminal) {
        if (stay && !terminal.interruption().happened()) {
            terminal.out().println("The page stays until Ctrl+C.");
            CountDownLatch interrupted = new CountDownLatch(1);
            terminal.interruption().onInterrupt(interrupted::countDown);
            try {
                interrupted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
