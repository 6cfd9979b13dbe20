package org.gradus.reports.internal.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The stream of server-sent events to one browser. At most one event is being written and the latest one waits: a browser
 * that reads slowly misses those between, and one that does not read costs no more memory than that. Thread-safe.
 */
final class EventStream {
    private final Response response;
    private final Callback callback;
    private final Consumer<EventStream> onEnd;
    private @Nullable String waiting;
    private volatile long reader;

    /** The latest version of the page that the reader has; 0 before it has one. */
    private volatile long read;

    private boolean writing;
    private boolean closing;
    private boolean ended;

    EventStream(Response response, Callback callback, Consumer<EventStream> onEnd) {
        this.response = response;
        this.callback = callback;
        this.onEnd = onEnd;
    }

    /** Begins with the number of the reader. */
    void begin(long number) {
        reader = number;
        send("event: reader\ndata: " + number + "\n\n");
    }

    /** The number by which the reader asks for the content; 0 before it has one. */
    long reader() {
        return reader;
    }

    void hasRead(long version) {
        read = version;
    }

    long read() {
        return read;
    }

    /** Sends an event, or a comment that keeps the connection open. */
    void send(String text) {
        synchronized (this) {
            waiting = text;
        }
        writeNext();
    }

    /** Ends the stream after the event that waits. */
    void close() {
        synchronized (this) {
            closing = true;
        }
        writeNext();
    }

    private void writeNext() {
        String text;
        synchronized (this) {
            if (writing || ended) {
                return;
            }
            text = waiting;
            waiting = null;
            if (text == null) {
                if (!closing) {
                    return;
                }
                ended = true;
            } else {
                writing = true;
            }
        }
        if (text == null) {
            callback.succeeded();
            onEnd.accept(this);
        } else {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            response.write(false, bytes, Callback.from(this::written, this::failed));
        }
    }

    private void written() {
        synchronized (this) {
            writing = false;
        }
        writeNext();
    }

    private void failed(Throwable reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            writing = false;
        }
        callback.failed(reason);
        onEnd.accept(this);
    }
}
