package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Launcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that serve their report while they run. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LiveCommandsTest {
    private static final String PREFIX = "Live: ";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    /** Passes each line that is written on to a consumer, in the thread that writes it. */
    private static final class LineWriter extends Writer {
        private final StringBuilder line = new StringBuilder();
        private final Consumer<String> lines;

        LineWriter(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    lines.accept(line.toString());
                    line.setLength(0);
                } else {
                    line.append(text[i]);
                }
            }
        }

        @Override
        public void flush() {
            // Lines are passed on when they end.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private String page(URI uri) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).as("%s", uri).isEqualTo(200);
        boolean isPacked =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (InputStream body = isPacked ? new GZIPInputStream(response.body()) : response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int launch(Consumer<String> out, Consumer<String> err, List<String> args) {
        Consumer<String> noted = line -> {
            if (line.startsWith(PREFIX)) {
                address.complete(URI.create(line.substring(PREFIX.length())));
            }
            out.accept(line);
        };
        return Launcher.run(
                new Main(),
                new PrintWriter(new LineWriter(noted), true),
                new PrintWriter(new LineWriter(err), true),
                args.toArray(String[]::new));
    }

    private List<String> search(String... more) {
        List<String> args = new ArrayList<>(List.of("search", "--trainer", "quadratic", "--study", "live-digits"));
        args.addAll(List.of("--strategy", "random", "--policy", "full", "--trials", "3", "--epochs", "1"));
        args.addAll(List.of(
                "--replicates", "0", "--store", folder.resolve("x.study").toString()));
        args.addAll(List.of("--report", folder.resolve("r.html").toString()));
        args.addAll(List.of(more));
        return args;
    }

    private List<String> report(String... more) {
        List<String> args = new ArrayList<>(
                List.of("report", "--store", folder.resolve("x.study").toString()));
        args.addAll(List.of("--report", folder.resolve("r.html").toString()));
        args.addAll(List.of(more));
        return args;
    }

    private void assertServesNothing(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void searchServesItsPageUntilItEnds() throws Exception {
        List<String> pages = new CopyOnWriteArrayList<>();
        // Asked for in the thread of the search, which goes on after the answer.
        int code = launch(
                line -> {},
                line -> {
                    if (line.startsWith("trial 2:")) {
                        try {
                            pages.add(page(address.getNow(null)));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                search("--live"));

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(pages).hasSize(1);
        assertThat(pages.get(0)).contains("live-digits", "<html");
        assertThat(address.get().toString()).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{22}/");
        assertServesNothing(address.get());
    }

    @Test
    void withoutItsTokenNothingIsServed() throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        int code = launch(
                line -> {},
                line -> {
                    if (line.startsWith("trial 2:")) {
                        URI root = address.getNow(null).resolve("/");
                        status.complete(
                                client.sendAsync(HttpRequest.newBuilder(root).build(), BodyHandlers.discarding())
                                        .join()
                                        .statusCode());
                    }
                },
                search("--live"));

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(status.getNow(0)).isEqualTo(404);
    }

    @Test
    void aPageThatStaysIsServedAfterTheEnd() throws Exception {
        CompletableFuture<Void> stays = new CompletableFuture<>();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() -> code.complete(launch(
                line -> {
                    if (line.equals("The page stays until Ctrl+C.")) {
                        stays.complete(null);
                    }
                },
                line -> {},
                search("--live", "--live-stay"))));
        command.start();

        stays.get();
        assertThat(page(address.get())).contains("live-digits");
        command.interrupt();
        assertThat(code.get()).isEqualTo(ExitCode.OK);
        assertServesNothing(address.get());
    }

    @Test
    void reportFollowsAStudyThatOthersTrainUntilItEnds() throws Exception {
        String store = folder.resolve("x.study").toString();
        assertThat(Launched.of("ask", "--store", store, "--study", "told", "--trials", "1")
                        .code())
                .isEqualTo(ExitCode.OK);
        List<String> out = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() -> code.complete(launch(out::add, line -> {}, report("--live"))));
        command.start();

        URI served = address.get();
        assertThat(page(served)).contains("<!doctype html>");
        assertThat(code).as("trial 1 was not told").isNotDone();
        assertThat(Launched.of("tell", "--store", store, "--trial", "1", "--score", "0.5")
                        .code())
                .isEqualTo(ExitCode.OK);
        assertThat(Launched.of("ask", "--store", store).code()).isEqualTo(ExitCode.FINISHED);

        assertThat(code.get()).isEqualTo(ExitCode.OK);
        assertThat(out).contains("Study 'told'.");
        assertServesNothing(served);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortThatIsTakenIsRefusedBeforeAnythingIsTrained(boolean isSearch) throws Exception {
        if (!isSearch) {
            assertThat(launch(line -> {}, line -> {}, search())).isZero();
        }
        List<String> err = new CopyOnWriteArrayList<>();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String live = "--live=" + other.getLocalPort();

            assertThat(launch(line -> {}, err::add, isSearch ? search(live) : report(live)))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(String.join("\n", err))
                    .contains(
                            "gradus: cannot serve a page at port " + other.getLocalPort() + ": ",
                            "Maybe another program uses that port")
                    .doesNotContain("trial 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--live=-1", "--live=65536", "--live=x", "--live-stay"})
    void badOptionsAreRefused(String option) {
        List<String> err = new CopyOnWriteArrayList<>();

        assertThat(launch(line -> {}, err::add, search(option))).isEqualTo(ExitCode.USAGE);
        assertThat(launch(line -> {}, err::add, report(option))).isEqualTo(ExitCode.USAGE);
        assertThat(err).anyMatch(line -> line.contains("--live"));
        assertThat(address).isNotDone();
    }
}
