package org.gradus.reports.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * TensorBoard, Optuna with its dashboard, and MLflow, in a virtual environment of Python: {@code GRADUS_TOOLS}, a variable of the
 * environment, or {@code -Dgradus.tools=FOLDER}. With {@code -Dgradus.tools.create=true} a folder that is not there is made, with what
 * {@code src/test/python} names; that loads 1.1 GB.
 */
final class Tools {
    private static final long PATIENCE_MINUTES = 5;
    private static final long PAUSE_MILLIS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Tools() {}

    /** A program of the environment, where there is one. */
    static Optional<Path> installed(String program) throws Exception {
        String folder = Optional.ofNullable(System.getenv("GRADUS_TOOLS")).orElse("");
        String named = System.getProperty("gradus.tools", folder);
        if (!named.isEmpty() && Boolean.getBoolean("gradus.tools.create") && !Files.exists(Path.of(named))) {
            run(Path.of("python3"), "-m", "venv", named);
            run(
                    Path.of(named, "bin", "pip"),
                    "install",
                    "-q",
                    "-r",
                    "src/test/python/tools.txt",
                    "-r",
                    "src/test/python/mlflow.txt");
        }
        return Optional.of(Path.of(named, "bin", program)).filter(path -> !named.isEmpty() && Files.isExecutable(path));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static JsonNode get(String address) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(address)).build());
    }

    static JsonNode post(String address, String body) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode answer(HttpRequest request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        // TensorBoard writes NaN as Python does.
        return JSON.readTree(answer.body().replaceAll("\\bNaN\\b", "null"));
    }

    /** What a program prints. */
    static String run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " exits with " + process.exitValue() + ": " + text);
        }
        return text;
    }

    /** A question that is answered once the program is ready. */
    interface Question {
        JsonNode ask() throws Exception;
    }

    /** Whether an answer is the one that is waited for. */
    interface Ready {
        boolean test(JsonNode answer);
    }

    /** A program that listens. */
    static final class Server implements AutoCloseable {
        private final Process process;
        private final Path log;

        Server(Path folder, Path program, String... arguments) throws IOException {
            log = folder.resolve(program.getFileName() + ".log");
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        }

        /** Asks until the answer is ready. */
        JsonNode await(Question question, Ready ready) throws Exception {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
            Object last = "no answer";
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    JsonNode answer = question.ask();
                    if (ready.test(answer)) {
                        return answer;
                    }
                    last = answer;
                } catch (IOException e) {
                    last = e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            throw new AssertionError("last answer: " + last + "\n" + Files.readString(log));
        }

        @Override
        public void close() {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroy);
            all.forEach(one ->
                    one.onExit().completeOnTimeout(one, 1, TimeUnit.MINUTES).join());
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
