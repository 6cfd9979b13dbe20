package org.gradus.examples.launcher.internal.commandline;

import java.io.IOException;
import java.util.List;

/**
 * Starts programs that react to signals as they would in a terminal. A process that was started in the background, or by
 * {@code nohup}, may ignore some signals; so would all that it starts, this JVM and the programs under test among them.
 */
public final class DefaultSignals {
    /** What stands before such a command; nothing where there is no {@code env} of GNU. */
    public static final List<String> PREFIX = isGnu() ? List.of("env", "--default-signal=INT,TERM,HUP") : List.of();

    private DefaultSignals() {}

    private static boolean isGnu() {
        try {
            Process version = new ProcessBuilder("env", "--default-signal=INT", "true")
                    .redirectErrorStream(true)
                    .start();
            version.getInputStream().readAllBytes();
            return version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
