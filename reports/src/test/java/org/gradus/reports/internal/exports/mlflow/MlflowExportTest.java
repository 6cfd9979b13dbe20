package org.gradus.reports.internal.exports.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gradus.core.study.SearchException;
import org.gradus.reports.internal.exports.Delivery;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.testing.DemoStudy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a server that is none, or refuses; that a real one takes a study is tested in ToolsIT. */
class MlflowExportTest {
    private static final String TOKEN = "a-token-of-nobody";

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String answer = "";
    private int status;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void deliver(Map<String, String> environment) {
        var result = DemoStudy.ofRates("demo", 1e-5, 1, 8, 4).search(1e-3).result();
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        Delivery.deliver(new MlflowExport(address, environment), Snapshot.of(result));
    }

    @Test
    void theWordsOfTheServerAreSaidWithoutTheToken() {
        status = 403;
        answer = "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"Bearer " + TOKEN + " may not write\"}";

        assertThatThrownBy(() -> deliver(Map.of("MLFLOW_TRACKING_TOKEN", TOKEN)))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("it answers 403: Bearer *** may not write")
                .hasMessageContaining("Maybe set MLFLOW_TRACKING_TOKEN")
                .hasMessageNotContainingAny(TOKEN);
        assertThat(authorizations).containsOnly("Bearer " + TOKEN);
    }

    @Test
    void aUserGoesBeforeAToken() {
        status = 401;
        answer = "no";

        assertThatThrownBy(() -> deliver(Map.of(
                        "MLFLOW_TRACKING_TOKEN", TOKEN,
                        "MLFLOW_TRACKING_USERNAME", "Aladdin",
                        "MLFLOW_TRACKING_PASSWORD", "open sesame")))
                .hasMessageContaining("it answers 401: no");
        // The example of RFC 7617, section 2.
        assertThat(authorizations).containsOnly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void whatIsNoTrackingServerIsSaid() {
        status = 200;
        answer = "<html>hello</html>";

        assertThatThrownBy(() -> deliver(Map.of()))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("its answer is not JSON");
        assertThat(authorizations).containsOnly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "ftp://host", "sqlite:///mlflow.db", "runs"})
    void otherAddressesAreRefused(String address) {
        assertThatThrownBy(() -> new MlflowExport(URI.create(address), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://HOST:PORT");
    }

    @Test
    void anAddressWithAUserIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> new MlflowExport(URI.create("http://me:secret@host:5000"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MLFLOW_TRACKING_USERNAME")
                .hasMessageNotContainingAny("secret");
    }
}
