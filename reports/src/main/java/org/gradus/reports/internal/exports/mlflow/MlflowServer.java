package org.gradus.reports.internal.exports.mlflow;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tracking server and how to be let in, by the environment variables of MLflow's own client.
 *
 * @param address http or https, without a user
 * @param experiment the name of the experiment
 * @param authorization the header of that name
 * @param secrets what no message may repeat
 */
record MlflowServer(URI address, String experiment, Optional<String> authorization, List<String> secrets) {
    static final String DEFAULT_EXPERIMENT = "gradus";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final String USER = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";
    private static final String MASK = "***";

    MlflowServer {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException(
                    "the address of an MLflow server must be http://HOST:PORT or https://HOST, but was '"
                            + (address.getRawUserInfo() == null ? address : MASK) + "'");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address of the MLflow server " + address.getHost()
                    + " has a user in it, which would be shown\nMaybe set " + USER + " and " + PASSWORD + ", or "
                    + TOKEN + ".");
        }
    }

    /** As the environment says; a user goes before a token, as in MLflow's own client. */
    static MlflowServer of(URI address, Map<String, String> environment) {
        String experiment = environment.getOrDefault(EXPERIMENT, "");
        String user = environment.getOrDefault(USER, "");
        String password = environment.getOrDefault(PASSWORD, "");
        String token = environment.getOrDefault(TOKEN, "");
        List<String> secrets = new ArrayList<>();
        Optional<String> authorization = Optional.empty();
        if (!user.isEmpty() && !password.isEmpty()) {
            String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            authorization = Optional.of("Basic " + basic);
            secrets.addAll(List.of(basic, password));
        } else if (!token.isEmpty()) {
            authorization = Optional.of("Bearer " + token);
            secrets.add(token);
        }
        return new MlflowServer(
                address, experiment.isEmpty() ? DEFAULT_EXPERIMENT : experiment, authorization, List.copyOf(secrets));
    }

    String withoutSecrets(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }

    /** Without what lets in. */
    @Override
    public String toString() {
        return "the MLflow server " + address;
    }
}
