package org.gradus.reports.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.reports.Mlflow;
import org.gradus.reports.OptunaJournal;
import org.gradus.reports.TensorBoard;
import org.gradus.reports.testing.DemoStudy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real programs are asked what they make of a study, over their own interfaces. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ToolsIT {
    private static final String[] UPDATERS = {"sgd", "nesterovs"};

    @TempDir
    private Path folder;

    private StudyResult half;
    private StudyResult whole;

    @BeforeEach
    void makeStudies() {
        half = begun().interrupted();
        whole = begun().search(configuration(4e-3, 1), 4)
                .replicates(2, 1)
                .tested(1)
                .closed("all trials are done")
                .result();
    }

    /** Completed, stopped, diverged and failed trials; a conditional parameter; the seventh trial runs in the first half. */
    private static DemoStudy begun() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 10)
                .integer("batch", 16, 128, Scale.LOG)
                .categorical("updater", UPDATERS)
                .real("momentum", 0.5, 0.99, Scale.LINEAR)
                .when(Condition.when("updater", "nesterovs"))
                .build();
        return new DemoStudy("demo", space, Objective.maximize("validationAccuracy"), 6, 4)
                .search(configuration(1e-3, 0), 4)
                .search(configuration(2e-3, 1), 4)
                .search(configuration(1e-4, 1), 2)
                .search(configuration(9, 0), 4);
    }

    private static Configuration configuration(double rate, int updater) {
        Configuration.Builder builder = Configuration.builder()
                .set("learningRate", rate)
                .set("batch", 32)
                .set("updater", UPDATERS[updater]);
        return (updater == 1 ? builder.set("momentum", 0.9) : builder).build();
    }

    private static Path program(String name) throws Exception {
        Optional<Path> installed = Tools.installed(name);
        if (installed.isEmpty()) {
            System.out.println(
                    "ToolsIT is skipped for " + name + ": set GRADUS_TOOLS to a virtual environment with it");
        }
        assumeTrue(installed.isPresent(), name + " is not in GRADUS_TOOLS");
        return installed.get();
    }

    private static Map<String, Double> accuracies(Trial trial) {
        Map<String, Double> figures = new TreeMap<>();
        trial.curve()
                .evaluated()
                .forEach(point -> point.validation()
                        .ifPresent(e -> figures.put(
                                Long.toString(point.step() / trial.stepsPerEpoch()),
                                e.accuracy().orElseThrow())));
        return figures;
    }

    private List<String> outcomes() {
        return whole.view().searched().stream()
                .map(trial -> trial.outcome().orElseThrow().kind().word())
                .toList();
    }

    private double best() {
        return whole.view()
                .objective()
                .toFigure(whole.view().searched().stream()
                        .flatMap(trial -> trial.finalScore().stream())
                        .mapToDouble(score -> score.value())
                        .min()
                        .orElseThrow());
    }

    @Test
    void theStudyHasAllKindsOfTrials() {
        assertThat(outcomes()).containsExactly("completed", "completed", "stopped", "diverged", "completed");
        assertThat(whole.view().trials()).hasSize(7);
    }

    @Test
    void tensorBoardShowsTheStudy() throws Exception {
        Path tensorboard = program("tensorboard");
        Path runs = folder.resolve("runs");
        TensorBoard.write(half, runs);
        TensorBoard.write(whole, runs);
        int port = Tools.freePort();
        String data = "http://localhost:" + port + "/data/";
        try (Tools.Server server =
                new Tools.Server(folder, tensorboard, "--logdir", runs.toString(), "--port", "" + port)) {
            server.await(() -> Tools.get(data + "plugin/scalars/tags"), answer -> answer.size() >= 7);
            server.await(
                    () -> Tools.get(data + "plugins_listing"),
                    answer -> answer.at("/hparams/enabled").asBoolean());
            JsonNode groups = server.await(
                    () -> Tools.post(data + "plugin/hparams/session_groups", """
                            {"experimentName": "", "allowedStatuses": ["STATUS_SUCCESS", "STATUS_FAILURE", "STATUS_RUNNING", "STATUS_UNKNOWN"],
                             "colParams": [{"metric": {"group": "", "tag": "validation/accuracy"}}], "startIndex": 0, "sliceSize": 100}
                            """),
                    answer -> answer.path("sessionGroups").size() == 5);

            int sessions = 0;
            double best = 0;
            List<String> failed = new ArrayList<>();
            for (JsonNode group : groups.get("sessionGroups")) {
                sessions += group.get("sessions").size();
                for (JsonNode session : group.get("sessions")) {
                    if (session.path("status").asText().equals("STATUS_FAILURE")) {
                        failed.add(session.get("name").asText());
                    }
                    if (!session.get("name").asText().contains("replicate")) {
                        best = Math.max(
                                best, session.at("/metricValues/0/value").asDouble());
                    }
                }
            }
            assertThat(sessions).isEqualTo(7);
            assertThat(best).as("32 bits").isCloseTo(best(), within(1e-6));
            assertThat(failed).containsExactly("trial-0004");
            Map<String, Double> curve = new TreeMap<>();
            Tools.get(data + "plugin/scalars/scalars?run=trial-0001&tag=validation%2Faccuracy")
                    .forEach(point ->
                            curve.put(point.get(1).asText(), point.get(2).asDouble()));
            Map<String, Double> expected = accuracies(whole.view().trials().get(0));
            assertThat(curve.keySet()).isEqualTo(expected.keySet());
            curve.forEach((epoch, value) -> assertThat(value).isCloseTo(expected.get(epoch), within(1e-6)));
            JsonNode experiment = Tools.post(data + "plugin/hparams/experiment", "{\"experimentName\": \"\"}");
            assertThat(experiment.get("hparamInfos").findValuesAsText("name"))
                    .contains("learningRate", "batch", "updater", "momentum");
        }
    }

    @Test
    void optunaLoadsTheStudy() throws Exception {
        Path python = program("python");
        Path journal = folder.resolve("journal.log");
        OptunaJournal.write(half, journal);
        OptunaJournal.write(whole, journal);

        Path script = Files.writeString(folder.resolve("load.py"), """
                import json, sys, optuna
                from optuna.storages import JournalStorage
                from optuna.storages.journal import JournalFileBackend
                study = optuna.load_study(study_name="demo", storage=JournalStorage(JournalFileBackend(sys.argv[1])))
                study.optimize(lambda trial: trial.suggest_float("learningRate", 1e-5, 10, log=True), n_trials=1)
                print(json.dumps({
                    "best": study.best_value, "direction": study.direction.name, "attributes": study.user_attrs,
                    "trials": [{"number": t.number, "state": t.state.name, "value": t.value, "params": t.params,
                                "curve": t.intermediate_values, "attributes": t.user_attrs,
                                "seconds": None if t.duration is None else t.duration.total_seconds()} for t in study.trials]}))
                """);
        JsonNode study = new ObjectMapper().readTree(Tools.run(python, script.toString(), journal.toString()));

        assertThat(study.get("direction").asText()).isEqualTo("MAXIMIZE");
        JsonNode trials = study.get("trials");
        // The sixth is one that Optuna itself added to the journal of Gradus.
        assertThat(trials.findValuesAsText("state"))
                .containsExactly("COMPLETE", "COMPLETE", "PRUNED", "FAIL", "COMPLETE", "COMPLETE");
        assertThat(trials.get(0).get("params").has("momentum")).isFalse();
        assertThat(trials.get(1).at("/params/momentum").asDouble()).isEqualTo(0.9);
        assertThat(trials.get(1).at("/params/updater").asText()).isEqualTo("nesterovs");
        assertThat(trials.get(1).at("/params/batch").isInt()).isTrue();
        Map<String, Double> curve = new TreeMap<>();
        trials.get(0)
                .get("curve")
                .properties()
                .forEach(e -> curve.put(e.getKey(), e.getValue().asDouble()));
        assertThat(curve).isEqualTo(accuracies(whole.view().trials().get(0)));
        assertThat(study.at("/attributes/gradus:winner").asText()).isEqualTo(whole.toString());

        // Gradus goes on in a file that Optuna has written to.
        String before = Files.readString(journal);
        OptunaJournal.write(whole, journal);
        assertThat(journal).hasContent(before);
    }

    @Test
    void theDashboardShowsTheStudy() throws Exception {
        Path dashboard = program("optuna-dashboard");
        Path journal = folder.resolve("journal.log");
        OptunaJournal.write(whole, journal);
        int port = Tools.freePort();
        String api = "http://localhost:" + port + "/api/studies";
        try (Tools.Server server =
                new Tools.Server(folder, dashboard, journal.toString(), "--host", "localhost", "--port", "" + port)) {
            JsonNode studies = server.await(
                    () -> Tools.get(api), answer -> answer.toString().contains("demo"));
            int id = studies.at("/study_summaries/0/study_id").asInt();
            JsonNode study = server.await(() -> Tools.get(api + "/" + id + "?after=0"), answer -> answer.has("trials"));

            assertThat(study.get("trials").findValuesAsText("state"))
                    .containsExactly("Complete", "Complete", "Pruned", "Fail", "Complete");
            assertThat(study.at("/best_trials/0/values/0").asDouble()).isEqualTo(best());
        }
    }

    @Test
    void mlflowTakesTheStudy() throws Exception {
        Path mlflow = program("mlflow");
        int port = Tools.freePort();
        URI address = URI.create("http://localhost:" + port);
        try (Tools.Server server = new Tools.Server(
                folder,
                mlflow,
                "server",
                "--backend-store-uri",
                "sqlite:///" + folder.resolve("mlflow.db"),
                "--host",
                "localhost",
                "--workers",
                "1",
                "--port",
                "" + port)) {
            String api = address + "/api/2.0/mlflow/";
            server.await(() -> Tools.get(api + "experiments/get-by-name?experiment_name=Default"), answer -> true);
            Mlflow.write(half, address);
            Mlflow.write(whole, address);
            Mlflow.write(whole, address);

            String experiment = Tools.get(api + "experiments/get-by-name?experiment_name=gradus")
                    .at("/experiment/experiment_id")
                    .asText();
            JsonNode runs = Tools.post(
                            api + "runs/search", "{\"experiment_ids\": [\"" + experiment + "\"], \"max_results\": 100}")
                    .get("runs");
            assertThat(runs).hasSize(8);
            Map<String, JsonNode> byName = new TreeMap<>();
            runs.forEach(run -> byName.put(run.at("/info/run_name").asText(), run));
            assertThat(byName.keySet())
                    .containsExactly(
                            "demo",
                            "trial-0001",
                            "trial-0002",
                            "trial-0003",
                            "trial-0004",
                            "trial-0005",
                            "trial-0006-replicate-of-1",
                            "trial-0007-replicate-of-1");
            assertThat(byName.values().stream()
                            .map(run -> run.at("/info/status").asText()))
                    .containsExactly(
                            "FINISHED", "FINISHED", "FINISHED", "KILLED", "FAILED", "FINISHED", "FINISHED", "FINISHED");
            String parent = byName.get("demo").at("/info/run_id").asText();
            byName.forEach((name, run) -> assertThat(texts(run, "tags").getOrDefault("mlflow.parentRunId", parent))
                    .isEqualTo(parent));
            assertThat(texts(byName.get("trial-0002"), "params")).containsEntry("momentum", "0.9");
            assertThat(texts(byName.get("trial-0001"), "params")).doesNotContainKey("momentum");
            assertThat(texts(byName.get("trial-0006-replicate-of-1"), "metrics"))
                    .containsKey("testAccuracy");
            Map<String, Double> curve = new TreeMap<>();
            Tools.get(api + "metrics/get-history?metric_key=validationAccuracy&run_id="
                            + byName.get("trial-0001").at("/info/run_id").asText())
                    .get("metrics")
                    .forEach(point -> assertThat(curve.put(
                                    point.path("step").asText("0"),
                                    point.get("value").asDouble()))
                            .as("twice")
                            .isNull());
            assertThat(curve).isEqualTo(accuracies(whole.view().trials().get(0)));
            assertThat(texts(byName.get("demo"), "tags")).containsEntry("mlflow.note.content", whole.toString());
        }
    }

    private static Map<String, String> texts(JsonNode run, String kind) {
        Map<String, String> texts = new TreeMap<>();
        run.at("/data/" + kind)
                .forEach(entry ->
                        texts.put(entry.get("key").asText(), entry.path("value").asText()));
        return texts;
    }
}
