package org.gradus.reports.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of a headless Chromium, spoken to by the DevTools protocol, so that the tests need nothing but a Chromium. What
 * the page complains of and asks the network for is kept.
 */
final class Browser implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final Pattern PDF_PAGE = Pattern.compile("/Type\\s*/Page[^s]");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Path profile;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private final String session;

    private Browser(Process process, Path profile, URI address) throws Exception {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Incoming())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = call("Target.createTarget", Map.of("url", "about:blank"), "")
                .path("targetId")
                .asText();
        this.session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), "")
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The Chromium of this machine: {@code -Dgradus.chromium=}, or on the path. */
    private static Optional<Path> installed() {
        String named = System.getProperty("gradus.chromium", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens the Chromium of this machine; without one the test is skipped, and the reason printed. */
    static Browser openOrSkip(String test) throws Exception {
        Optional<Path> chromium = installed();
        if (chromium.isEmpty()) {
            System.out.println(
                    test + " is skipped: there is no chromium on the path, and -Dgradus.chromium names none");
        }
        assumeTrue(chromium.isPresent(), "no chromium");
        return open(chromium.get());
    }

    /**
     * Waits until a condition holds in the page, at most half a minute, and until the browser has painted; answers the
     * milliseconds since navigation.
     */
    double await(String condition) throws Exception {
        return evaluate("""
                new Promise((done, fail) => {
                  const end = performance.now() + 30000;
                  const look = () => {
                    if (%s) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
                    else if (performance.now() > end) fail(new Error('it never came: ' + %s));
                    else setTimeout(look, 10);
                  };
                  look();
                })""".formatted(condition, JSON.writeValueAsString(condition)))
                .asDouble();
    }

    /** Shows a page, and waits for all of its charts; answers the milliseconds since navigation. */
    double showDrawn(Path file, int width) throws Exception {
        show(file, width);
        return awaitCharts();
    }

    /** Waits until all charts are drawn, those below the fold too; answers the milliseconds since navigation. */
    double awaitCharts() throws Exception {
        return await("document.documentElement.dataset.charts === (document.documentElement.dataset.drawn || '0')");
    }

    private static Browser open(Path chromium) throws Exception {
        Path profile = Files.createTempDirectory("gradus-browser");
        Process process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve("log").toFile())
                .start();
        try {
            return new Browser(process, profile, address(process, profile.resolve("log")));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI address(Process process, Path log) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
            Matcher matcher = LISTENING.matcher(Files.readString(log));
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
        }
        throw new IllegalStateException("Chromium did not start:\n" + Files.readString(log));
    }

    /** Shows a file at that width, and waits until it is loaded. */
    void show(Path file, int width) throws Exception {
        show(file.toUri(), width);
    }

    /** As {@link #show(Path, int)}, of an address. */
    void show(URI page, int width) throws Exception {
        complaints.clear();
        requests.clear();
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
        awaited.put("Page.loadEventFired", loaded);
        call("Page.navigate", Map.of("url", page.toString()));
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void setScripts(boolean on) throws Exception {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Media such as {@code print}, and {@code light} or {@code dark}. */
    void setMedia(String media, String scheme) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The value of an expression, which may be a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** The serious findings of axe-core, with the elements they are about. */
    List<String> violations() throws Exception {
        evaluate(Resources.toString(Resources.getResource("axe.min.js"), StandardCharsets.UTF_8) + "; 1");
        JsonNode found = evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)");
        List<String> serious = new ArrayList<>();
        for (JsonNode violation : found) {
            if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
                serious.add(violation.path("id").asText() + ": "
                        + violation.path("nodes").path(0).path("html").asText() + " "
                        + violation.path("nodes").path(0).path("failureSummary").asText());
            }
        }
        return serious;
    }

    /** What the page complained of since it was shown. */
    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** What the page asked for since it was shown. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    /** A picture of the whole page, as PNG. */
    byte[] picture() throws Exception {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                        .path("data")
                        .asText());
    }

    /** The page as it is printed, as PDF. No other media are emulated from here on: they would be printed instead. */
    byte[] print(double widthInches, double heightInches) throws Exception {
        setMedia("", "light");
        String data = call(
                        "Page.printToPDF",
                        Map.of("paperWidth", widthInches, "paperHeight", heightInches, "printBackground", false))
                .path("data")
                .asText();
        return Base64.getDecoder().decode(data);
    }

    /** The number of pages of a PDF. */
    static int pages(byte[] pdf) {
        Matcher matcher = PDF_PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        return (int) matcher.results().count();
    }

    /** Moves the mouse to the middle of an element, which is scrolled into view, and clicks. */
    void click(String selector) throws Exception {
        JsonNode place = hover(selector);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            place.path("x").asDouble(),
                            "y",
                            place.path("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Moves the mouse to the middle of an element, which is scrolled into view; answers where that is. */
    JsonNode hover(String selector) throws Exception {
        JsonNode place = evaluate("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({ block: 'center', inline: 'nearest' }); const r = e.getBoundingClientRect();"
                + " return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()");
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type", "mouseMoved",
                        "x", place.path("x").asDouble(),
                        "y", place.path("y").asDouble()));
        return place;
    }

    /** Presses a key by its name, such as {@code Enter}; text is what it types, empty for none. */
    void press(String key, String text) throws Exception {
        String type = text.isEmpty() ? "rawKeyDown" : "keyDown";
        String value = key.equals("Space") ? " " : key;
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", type, "key", value, "code", key, "text", text, "windowsVirtualKeyCode", code(key)));
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", value, "code", key, "windowsVirtualKeyCode", code(key)));
    }

    private static int code(String key) {
        return switch (key) {
            case "Enter" -> 13;
            case "Tab" -> 9;
            case "Space" -> 32;
            default -> 0;
        };
    }

    /** Types into what has the focus. */
    void type(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    /** Turns the wheel over an element. */
    void wheel(String selector, int pixels) throws Exception {
        JsonNode place = hover(selector);
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseWheel",
                        "x",
                        place.path("x").asDouble(),
                        "y",
                        place.path("y").asDouble(),
                        "deltaX",
                        0,
                        "deltaY",
                        pixels));
    }

    /** Presses the button at one place of the window, moves the mouse to another in that many steps, and releases it. */
    void drag(double fromX, double fromY, double toX, double toY, int steps) throws Exception {
        mouse("mouseMoved", fromX, fromY, 0);
        mouse("mousePressed", fromX, fromY, 1);
        for (int step = 1; step <= steps; step++) {
            double share = step / (double) steps;
            mouse("mouseMoved", fromX + share * (toX - fromX), fromY + share * (toY - fromY), 1);
        }
        mouse("mouseReleased", toX, toY, 0);
    }

    private void mouse(String type, double x, double y, int buttons) throws Exception {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", buttons, "clickCount", 1));
    }

    /** Turns the wheel in the middle of the window. */
    void scroll(int pixels) throws Exception {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", 400, "y", 450, "deltaX", 0, "deltaY", pixels));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        return call(method, parameters, session);
    }

    private JsonNode call(String method, Map<String, ?> parameters, String toSession) throws Exception {
        int id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!toSession.isEmpty()) {
            message.put("sessionId", toSession);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        com.google.common.io.MoreFiles.deleteRecursively(
                profile, com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        String method = message.path("method").asText();
        JsonNode parameters = message.path("params");
        switch (method) {
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Runtime.consoleAPICalled" -> complaints.add(parameters.toString());
            case "Log.entryAdded" ->
                complaints.add(parameters.path("entry").path("text").asText());
            case "Page.javascriptDialogOpening" -> complaints.add("dialog: " + parameters.path("message"));
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            default -> {
                // Other events are of no interest.
            }
        }
        CompletableFuture<JsonNode> awaiting = awaited.remove(method);
        if (awaiting != null) {
            awaiting.complete(parameters);
        }
    }

    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    receive(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    complaints.add("unreadable message: " + e);
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
