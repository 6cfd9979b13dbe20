package org.gradus.trainers.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;

/** A search in a process of its own, which says after each event that its store has it, and can be killed. */
final class KilledSearch implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private KilledSearch(Process process) {
        this.process = process;
        this.said = process.inputReader();
    }

    /** The search itself, without a store: descents on noisy quadratics that are held and go on, in rounds of three. */
    static Search search() {
        return Search.of(QuadraticTrainer.of(4, 1, 0.1, 0.02).noise(0.3).stepsPerEpoch(2_000))
                .named("killed")
                .learningRate(1e-4, 2)
                .strategy(ToyStrategies.leaning())
                .policy(ToyPolicies.epochByEpoch())
                .trials(60)
                .epochs(4)
                .finalists(3)
                .replicates(3)
                .recordEvery(500)
                .round(3)
                .parallelism(2)
                .seed(8);
    }

    static KilledSearch start(Path store) throws IOException {
        return new KilledSearch(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSearch.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public static void main(String[] args) {
        search().listener(new SearchListener() {
                    @Override
                    public void onEvent(TrialEvent event, StudyView view) {
                        System.out.println(event.kind());
                    }
                })
                .store(Path.of(args[0]))
                .run();
    }

    /** Waits until it has reported n more stored events; false if it ended before. */
    boolean awaitEvents(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (said.readLine() == null) {
                return false;
            }
        }
        return true;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close what it had said.
        process.waitFor();
    }

    /** How many reported events the test has not waited for. */
    int unread() throws IOException {
        int lines = 0;
        while (said.readLine() != null) {
            lines++;
        }
        return lines;
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
