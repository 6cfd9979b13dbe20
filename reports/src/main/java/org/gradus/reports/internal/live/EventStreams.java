package org.gradus.reports.internal.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells browsers of changes from a thread of its own, at most once a second however many changes there are. Thread-safe.
 */
final class EventStreams {
    private static final long PAUSE_MILLIS = 1000;
    private static final long HEARTBEAT_MILLIS = 3000;

    private final LiveStudy study;
    private final int most;
    private final boolean stays;
    private final Set<EventStream> streams = new LinkedHashSet<>();
    private final Thread thread = new Thread(this::tell, "gradus-live-events");
    private boolean changed;
    private boolean closing;

    /** The version of the page that browsers are to have before the end; known once it is closing. */
    private long last;

    private long readers;

    /**
     * @param most the most streams at a time
     * @param stays whether the page is served after the end of the search
     */
    EventStreams(LiveStudy study, int most, boolean stays) {
        this.study = study;
        this.most = most;
        this.stays = stays;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Adds a browser, if there are not too many. It is told the number by which it asks for the content. */
    synchronized boolean add(EventStream stream) {
        if (closing || streams.size() >= most) {
            return false;
        }
        readers++;
        streams.add(stream);
        stream.begin(readers);
        changed = true;
        notifyAll();
        return true;
    }

    synchronized void remove(EventStream stream) {
        streams.remove(stream);
        notifyAll();
    }

    synchronized int size() {
        return streams.size();
    }

    /** The study has changed. */
    synchronized void changed() {
        changed = true;
        notifyAll();
    }

    /** The reader of that number has a version of the page. */
    synchronized void wasRead(long reader, long version) {
        streams.stream().filter(stream -> stream.reader() == reader).forEach(stream -> stream.hasRead(version));
        notifyAll();
    }

    private void tell() {
        try {
            while (true) {
                boolean news;
                boolean isOver;
                synchronized (this) {
                    if (!changed && !closing) {
                        wait(HEARTBEAT_MILLIS);
                    }
                    news = changed;
                    changed = false;
                    isOver = closing;
                }
                String event = news || isOver ? event(isOver) : ":\n\n";
                current().forEach(stream -> stream.send(event));
                if (isOver) {
                    return;
                }
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits before the next event, but not to say that it is the last one. */
    private synchronized void pause() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        long left = PAUSE_MILLIS;
        while (!closing && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
    }

    private synchronized List<EventStream> current() {
        return new ArrayList<>(streams);
    }

    private String event(boolean isOver) {
        boolean asked = size() > 0;
        Optional<LiveProgress> progress = study.progress();
        Optional<LiveVersion> version = asked ? study.page() : Optional.empty();
        if (progress.isEmpty() || version.isEmpty()) {
            return ":\n\n";
        }
        if (version.get().number() < progress.get().number()) {
            changed(); // The page rests; its next version follows.
        }
        if (isOver) {
            awaitReaders(version.get().number());
        }
        return "retry: 1000\nevent: progress\ndata: "
                + progress.get().json(version.get().number(), isOver, stays && !isOver) + "\n\n";
    }

    private synchronized void awaitReaders(long version) {
        last = version;
    }

    /**
     * Says that the search is over, waits until those who look have its last page, or for that long, and ends the streams.
     */
    void close(Duration patience) throws InterruptedException {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        thread.join();
        synchronized (this) {
            long until = System.nanoTime() + patience.toNanos();
            long left = patience.toMillis();
            while (left > 0 && streams.stream().anyMatch(stream -> stream.read() < last)) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        }
        current().forEach(EventStream::close);
    }
}
