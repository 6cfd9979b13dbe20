package org.gradus.reports.internal.live;

import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;

/** Serves the page of one study on the loopback interface, at an address that cannot be guessed. Thread-safe. */
public final class LiveServer {
    private static final int TOKEN_BYTES = 16;
    private static final int THREADS = 8;
    private static final int QUEUED_CONNECTIONS = 16;
    private static final int REQUEST_BYTES = 4096;
    private static final int SEND_BUFFER_BYTES = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LiveStudy study = new LiveStudy();
    private final EventStreams streams;
    private final Server server;
    private final ServerConnector connector;
    private final URI address;

    private LiveServer(int port, LiveLimits limits, boolean stays) throws Exception {
        streams = new EventStreams(study, limits.streams(), stays);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("gradus-live");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_BYTES);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(QUEUED_CONNECTIONS);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        connector.addBean(new ConnectionStatistics());
        server.addConnector(connector);
        server.setStopTimeout(0);
        connector.open();
        String token = token();
        int bound = connector.getLocalPort();
        String host = connector.getHost() + ":" + bound;
        address = URI.create("http://" + host + "/" + token + "/");
        server.setHandler(new LiveHandler(token, Set.of(host, "localhost:" + bound), study, streams));
        server.start();
        streams.start();
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @param stays whether the page is served after the end of the search, which browsers are told
     * @throws SearchException if the port cannot be had
     */
    public static LiveServer open(int port, LiveLimits limits, boolean stays) {
        try {
            return new LiveServer(port, limits, stays);
        } catch (Exception e) { // As Jetty declares it.
            throw new SearchException(
                    "cannot serve a page at port " + port + ": " + e.getMessage()
                            + "\nMaybe another program uses that port; port 0 takes one that is free.",
                    e);
        }
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public URI address() {
        return address;
    }

    public void begin(StudyRecord record) {
        study.begin(record);
        streams.changed();
    }

    public void change(StudyView view) {
        study.change(view);
        streams.changed();
    }

    public void end(StudyResult result) {
        study.end(result);
        streams.changed();
    }

    /** The number of open connections. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** The number of browsers that are told of changes. */
    int browsers() {
        return streams.size();
    }

    /** Ends, once the browsers that look have the last page. */
    public void close() {
        boolean interrupted = Thread.interrupted(); // Jetty does not stop in an interrupted thread.
        try {
            streams.close(PATIENCE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            server.stop();
        } catch (Exception e) { // As Jetty declares it.
            throw new IllegalStateException("the server of the page did not stop", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
