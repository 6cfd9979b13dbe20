package org.gradus.reports;

import java.net.URI;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.reports.internal.live.LiveLimits;
import org.gradus.reports.internal.live.LiveServer;

/**
 * The HTML report of a search while it runs, served to browsers on this machine: the page changes by itself, at most once a
 * second, below a bar that says how far the search has come. What the reader has opened, typed and selected stays.
 *
 * <pre>{@code
 * try (LivePage page = LivePage.open(0)) {
 *     System.out.println(page.address());
 *     StudyResult result = search.listener(page).run();
 * }
 * }</pre>
 *
 * <p>It is served on the loopback interface alone, below a random part of the address of 128 bits; who has the address can read
 * this study, and nothing else. It takes at most 64 connections and 10 threads, and makes a page only while a browser shows it.
 * The ranking of the study must be one of this library. Thread-safe.
 */
public final class LivePage implements SearchListener, AutoCloseable {
    private final LiveServer server;

    private LivePage(LiveServer server) {
        this.server = server;
    }

    /**
     * Begins to serve; to be called before the search.
     *
     * @param port from 0 to 65535; 0 takes one that is free
     * @throws IllegalArgumentException if there is no such port
     * @throws SearchException if the port is taken
     */
    public static LivePage open(int port) {
        return open(port, false);
    }

    /**
     * As {@link #open(int)}; a page that stays is served until {@link #close}, and its browsers expect further changes after
     * the end of the search.
     */
    public static LivePage open(int port, boolean stays) {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port must be within [0, 65535], but was " + port);
        }
        return new LivePage(LiveServer.open(port, LiveLimits.DEFAULT, stays));
    }

    /** The address for a browser: {@code http://127.0.0.1:41234/rI0hb8ZkQ4yqTqYFqL0t1w/}. */
    public URI address() {
        return server.address();
    }

    @Override
    public void onStart(StudyRecord study) {
        server.begin(study);
    }

    @Override
    public void onEvent(TrialEvent event, StudyView view) {
        server.change(view);
    }

    @Override
    public void onEnd(StudyResult result) {
        server.end(result);
    }

    /** Ends; browsers that show the page get its last version before, within 3 s. */
    @Override
    public void close() {
        server.close();
    }
}
