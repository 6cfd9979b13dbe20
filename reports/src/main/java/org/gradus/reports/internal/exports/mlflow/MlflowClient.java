package org.gradus.reports.internal.exports.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks to a tracking server by MLflow's REST interface, version 2.0. */
final class MlflowClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST_WORDS = 500;
    private static final int FIRST_ERROR = 300;
    private static final int NOT_LET_IN = 401;
    private static final int FORBIDDEN = 403;

    private final MlflowServer server;
    private final HttpClient http;

    MlflowClient(MlflowServer server) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    JsonNode get(String path, String name, String value) throws IOException, InterruptedException {
        return send(request(path + "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .GET());
    }

    JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        String base = server.address().toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/2.0/mlflow/" + path))
                .timeout(ANSWER);
        server.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new IOException("it cannot be reached", e);
        } catch (HttpTimeoutException e) {
            throw new IOException("it did not answer within " + ANSWER.toSeconds() + " s", e);
        }
        if (answer.statusCode() >= FIRST_ERROR) {
            throw refusal(answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IOException("its answer is not JSON\nMaybe something else listens there.", e);
        }
    }

    private MlflowException refusal(HttpResponse<String> answer) {
        String code = "";
        String words = answer.body();
        try {
            JsonNode body = JSON.readTree(answer.body());
            code = body.path("error_code").asText("");
            words = body.path("message").asText(words);
        } catch (JsonProcessingException e) {
            // The answer of something that stands before the server, in its own words.
        }
        String shown = server.withoutSecrets(words).strip();
        boolean closed = answer.statusCode() == NOT_LET_IN || answer.statusCode() == FORBIDDEN;
        return new MlflowException(
                code,
                "it answers " + answer.statusCode() + ": "
                        + (shown.length() > LONGEST_WORDS ? shown.substring(0, LONGEST_WORDS) + "…" : shown)
                        + (closed
                                ? "\nMaybe set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and"
                                        + " MLFLOW_TRACKING_PASSWORD."
                                : ""));
    }
}
