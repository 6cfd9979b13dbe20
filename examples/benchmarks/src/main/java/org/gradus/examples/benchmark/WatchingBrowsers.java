package org.gradus.examples.benchmark;

import com.google.common.base.Strings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;

/** Reads a live page as browsers do, but draws nothing: the events, and the content at each new version. Thread-safe. */
final class WatchingBrowsers implements SearchListener {
    private static final Pattern ENDED = Pattern.compile("(\\d+) of \\d+ begun trials? ended");
    private static final Pattern VERSION = Pattern.compile("\"version\":\"(\\d+)\"");

    private final URI page;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentMap<Integer, Long> ends = new ConcurrentHashMap<>();
    private final List<Double> delays = new ArrayList<>();

    WatchingBrowsers(URI page, int number) {
        this.page = page;
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(this::watch, "browser-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void onEvent(TrialEvent event, StudyView view) {
        if (event.kind() == TrialEvent.Kind.TRIAL_ENDED) {
            ends.putIfAbsent(view.trials().size() - view.open().size(), System.nanoTime());
        }
    }

    private void watch() {
        int seen = 0;
        String version = "";
        String reader = "";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(page.resolve("events").toURL().openStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: reader")) {
                    reader = Strings.nullToEmpty(lines.readLine()).replace("data: ", "");
                }
                Matcher ended = ENDED.matcher(line);
                if (ended.find()) {
                    int now = Integer.parseInt(ended.group(1));
                    record(seen, now);
                    seen = now;
                }
                Matcher next = VERSION.matcher(line);
                if (next.find() && !next.group(1).equals(version)) {
                    URLConnection content =
                            page.resolve("content?reader=" + reader).toURL().openConnection();
                    content.getInputStream().readAllBytes();
                    // It may be newer than what the event named.
                    version = Objects.requireNonNullElse(content.getHeaderField("Gradus-Version"), next.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(int seen, int now) {
        long time = System.nanoTime();
        synchronized (delays) {
            for (int trial = seen + 1; trial <= now; trial++) {
                Long end = ends.get(trial);
                if (end != null) {
                    delays.add((time - end) / 1e9);
                }
            }
        }
    }

    /** The seconds from the end of each trial until each browser was told of it, once the page is closed. */
    List<Double> delays() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (delays) {
            return List.copyOf(delays);
        }
    }
}
