package org.gradus.core.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between workers and a server on this machine: it can be cut, and then lets nobody through for a while. */
final class CuttableProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private int refusals;
    private int refused;

    CuttableProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections in the middle of their transfers, and refuses as many new ones. */
    synchronized void cut(int attempts) {
        refusals += attempts;
        sockets.forEach(CuttableProxy::close);
        sockets.clear();
    }

    /** How many were refused. */
    synchronized int refused() {
        return refused;
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    private synchronized void connect(Socket worker) throws IOException {
        if (refusals > 0) {
            refusals--;
            refused++;
            worker.close();
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        worker.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(worker);
        sockets.add(server);
        start(() -> pass(worker, server));
        start(() -> pass(server, worker));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // Cut.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut(0);
    }
}
