package org.gradus.core.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Trial;

/**
 * A process that works on a study in PostgreSQL. It trains a trial for each leave that it is given, and all that are left once
 * there will be no more leaves; then it says its ranking.
 */
final class SharingProcess implements AutoCloseable {
    static final StudyId STUDY = new StudyId("study");
    static final int TRIALS = 90;

    private final Process process;
    private final OutputStream leaves;
    private final BufferedReader answers;

    SharingProcess(String address, int round) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharingProcess.class.getName(),
                        address,
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        leaves = process.getOutputStream();
        answers = process.inputReader();
    }

    /** Lets it train n more trials. */
    void allow(int trials) throws IOException {
        leaves.write(new byte[trials]);
        leaves.flush();
    }

    /** Lets it train all that are left. */
    void allowAll() throws IOException {
        leaves.close();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** What it says at its end: the ranking of the study, trial by trial. */
    List<String> awaitRanking() throws IOException {
        List<String> ranking = new ArrayList<>();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("ranked ")) {
                ranking.add(line);
            }
        }
        return ranking;
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The search, without a store. */
    static Search search(ScriptedTrainer trainer, int round) {
        return Search.of(trainer)
                .named(STUDY.value())
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.leaning())
                .policy(new FullBudget())
                .trials(TRIALS)
                .epochs(3)
                .finalists(2)
                .replicates(2)
                .round(round)
                .seed(3);
    }

    /** A study's ranking, trial by trial, and its trials that have ended. */
    static List<String> ranking(StudyResult result) {
        List<String> lines = new ArrayList<>();
        for (RankedTrial trial : result.ranking().entries()) {
            lines.add("ranked " + trial.trial().id() + " " + trial.learningRate());
        }
        lines.add("ranked of "
                + result.view().trials().stream().filter(Trial::ended).count());
        return lines;
    }

    /** Arguments: the address of the store, and the round. */
    public static void main(String[] args) {
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 5) {
                awaitLeave();
            }
            return loss;
        });
        try (JdbcStudyStore store = StudyStores.open(args[0])) {
            StudyResult result = search(trainer, Integer.parseInt(args[1]))
                    .heartbeat(Duration.ofMillis(500))
                    .store(store)
                    .models(store.checkpoints(STUDY))
                    .run();
            ranking(result).forEach(System.out::println);
        }
    }

    private static void awaitLeave() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
