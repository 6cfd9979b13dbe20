package org.gradus.core.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between workers and a PostgreSQL server and counts, by PostgreSQL's protocol, the answers of the server: each ends with
 * the message ReadyForQuery, so there is one for each message that a worker waited for; and the rows in them.
 */
final class MessageCounter implements AutoCloseable {
    private static final int READY_FOR_QUERY = 'Z';
    private static final int DATA_ROW = 'D';
    private static final int LENGTH_BYTES = 4;

    private final int target;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    MessageCounter(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The address of a store, through this. Messages can be told apart only if they are not encrypted. */
    String through(String address) {
        return address.replace(":" + target, ":" + entrance.getLocalPort()) + "&sslmode=disable&gssEncMode=disable";
    }

    long answers() {
        return answers.get();
    }

    long rows() {
        return rows.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket worker = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                worker.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(worker);
                sockets.add(server);
                start(() -> pass(worker, server));
                start(() -> count(server, worker));
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "counter");
        thread.setDaemon(true);
        thread.start();
    }

    private static void pass(Socket worker, Socket server) {
        try (worker;
                server) {
            worker.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // Closed by the worker, or at the end.
        }
    }

    private void count(Socket server, Socket worker) {
        try (worker;
                DataInputStream in = new DataInputStream(server.getInputStream());
                DataOutputStream out = new DataOutputStream(worker.getOutputStream())) {
            while (true) {
                int kind = in.readUnsignedByte();
                byte[] rest = new byte[in.readInt() - LENGTH_BYTES];
                in.readFully(rest);
                answers.addAndGet(kind == READY_FOR_QUERY ? 1 : 0);
                rows.addAndGet(kind == DATA_ROW ? 1 : 0);
                out.writeByte(kind);
                out.writeInt(rest.length + LENGTH_BYTES);
                out.write(rest);
            }
        } catch (IOException e) {
            // The end of the connection.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
