package org.gradus.reports.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.study.SearchException;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server of a live page, asked by real sockets, well-behaved and not. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LiveServerTest {
    private static final LiveLimits IMPATIENT = new LiveLimits(16, 4, Duration.ofMillis(1500));

    private final StudyBuilder study =
            StudyBuilder.rates(1e-5, 1, 5).completed(1e-2, 0.8).stopped(1e-3, 0.3, 0.5);
    private LiveServer server = LiveServer.open(0, LiveLimits.DEFAULT, false);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private void begin() {
        server.begin(study.study());
        server.change(study.view());
    }

    private void restart(LiveLimits limits) {
        server.close();
        server = LiveServer.open(0, limits, false);
        begin();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
        return socket;
    }

    private Socket send(String request) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private String request(String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        URI address = server.address();
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\n" + more + "\r\n";
    }

    private String status(String request) throws IOException {
        return line(send(request));
    }

    private static String line(Socket socket) throws IOException {
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                .readLine();
        return line == null ? "closed" : line.replaceFirst("HTTP/1.1 (\\d+).*", "$1");
    }

    private String path() {
        return server.address().getPath();
    }

    @Test
    void theAddressIsOfThisMachineAndCannotBeGuessed() {
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(path()).matches("/[A-Za-z0-9_-]{22}/");
        LiveServer other = LiveServer.open(0, LiveLimits.DEFAULT, false);
        assertThat(other.address().getPath()).isNotEqualTo(path());
        other.close();
    }

    @Test
    void closesInAnInterruptedThread() {
        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
        server = LiveServer.open(0, LiveLimits.DEFAULT, false);
    }

    @Test
    void servesThePageAndItsContentAndNothingElse() throws IOException {
        begin();

        assertThat(status(request(path()))).isEqualTo("200");
        assertThat(status(request(path() + "content"))).isEqualTo("200");
        assertThat(status(request("/"))).isEqualTo("404");
        assertThat(status(request("/content"))).isEqualTo("404");
        assertThat(status(request("/AAAAAAAAAAAAAAAAAAAAAA/"))).isEqualTo("404");
        assertThat(status(request(path() + "pom.xml"))).isEqualTo("404");
        assertThat(status(request(path()).replace("GET", "POST"))).isEqualTo("405");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../content",
                "x/../content",
                "%2e%2e/content",
                "..%2fcontent",
                "./content",
                "/content",
                "%63ontent",
                "../../../../etc/passwd"
            })
    void noPathLeadsElsewhere(String rest) throws IOException {
        begin();

        assertThat(status(request(path() + rest))).isIn("400", "404");
    }

    @Test
    void otherOriginsAndOtherNamesOfThisMachineAreRefused() throws IOException {
        begin();
        String port = Integer.toString(server.address().getPort());

        assertThat(status(request(path(), "Origin: http://127.0.0.1:" + port))).isEqualTo("200");
        assertThat(status(request(path(), "Origin: http://evil.example"))).isEqualTo("403");
        assertThat(status(request(path(), "Origin: null"))).isEqualTo("403");
        assertThat(status(request(path()).replace("Host: 127.0.0.1:" + port, "Host: evil.example:" + port)))
                .isEqualTo("403");
        assertThat(status(request(path()).replace("Host: 127.0.0.1:" + port, "Host: localhost:" + port)))
                .isEqualTo("200");
    }

    @Test
    void aStreamSaysThatATrialHasEnded() throws IOException {
        begin();
        Socket stream = send(request(path() + "events"));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
        assertThat(progress(lines)).contains("2 of 2 begun trials ended", "Searching.");

        server.change(study.completed(3e-2, 0.9).view());

        assertThat(progress(lines)).contains("3 of 3 begun trials ended", "best validation accuracy 0.9");
        server.end(new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), false));
        assertThat(progress(lines)).contains("The search has ended.", "\"over\":true");
    }

    private static String progress(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: {")) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void aClientThatNeverReadsIsDropped() throws Exception {
        restart(IMPATIENT);
        Socket socket = connect();
        byte[] request = request(path()).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20; i++) {
            socket.getOutputStream().write(request);
        }

        while (server.connections() == 0) {
            Thread.sleep(10);
        }
        while (server.connections() > 0) {
            Thread.sleep(50);
        }
        assertThat(status(request(path()))).isEqualTo("200");
    }

    @Test
    void aRequestThatNeverEndsIsDropped() throws Exception {
        restart(IMPATIENT);
        Socket socket = send("GET / HTTP/1.1\r\nHost: ");

        assertThat(line(socket)).isIn("400", "408", "closed");
    }

    @Test
    void tenThousandConnectionsTakeNoMoreThanTheLimit() throws Exception {
        restart(IMPATIENT);
        int most = 0;
        for (int i = 0; i < 10_000; i++) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress("127.0.0.1", server.address().getPort()), 5);
                sockets.add(socket);
            } catch (IOException e) {
                socket.close(); // The system's queue is full, or this process may open no more.
            }
            if (sockets.size() > 200) {
                sockets.remove(0).close();
            }
            most = Math.max(most, server.connections());
        }
        // The connection that reaches the limit is accepted.
        assertThat(most).isBetween(1, IMPATIENT.connections() + 1);
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();

        assertThat(status(request(path()))).isEqualTo("200");
    }

    @Test
    void browsersBeyondTheLimitAreAskedToComeAgain() throws IOException {
        restart(IMPATIENT);
        for (int i = 0; i < IMPATIENT.streams(); i++) {
            assertThat(status(request(path() + "events"))).isEqualTo("200");
        }

        assertThat(status(request(path() + "events"))).isEqualTo("503");
    }

    @Test
    void aStudyThatHasNotBegunIsWaitedFor() throws IOException {
        InputStream answer = send(request(path(), "Connection: close")).getInputStream();

        assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                .contains("Refresh: 1", "has not begun yet");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> LiveServer.open(port, LiveLimits.DEFAULT, false))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("port " + port);
    }
}
