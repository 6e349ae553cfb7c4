package org.ewallet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The ports an installation listens on, all on 127.0.0.1. 0 means: any free one, chosen when it is started.
 *
 * @param http the web API
 * @param notification the notification service's own HTTP port (Payara Micro only)
 * @param broker Core, AMQP, STOMP and MQTT
 * @param console the broker's web console
 * @param mailbox the page that shows what was sent
 * @param smtp the mailbox's mail server
 * @param smpp the mailbox's SMS centre
 * @param database PostgreSQL, if we start it
 * @param admin the admin console of Payara Server
 */
public record Ports(int http, int notification, int broker, int console, int mailbox, int smtp, int smpp, int database,
        int admin) {

    /** What people find in the README. */
    public static final Ports DEFAULT = new Ports(8080, 8081, 61616, 8161, 8025, 0, 0, 54320, 4848);

    /** Every port free: for tests, which run side by side. */
    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0, 0, 0, 0, 0, 0).chosen();
    }

    /** These ports, with a free one for every 0. */
    public Ports chosen() {
        List<Integer> all = List.of(http, notification, broker, console, mailbox, smtp, smpp, database, admin);
        Deque<Integer> free = new ArrayDeque<>(free((int) all.stream().filter(port -> port == 0).count()));
        List<Integer> chosen = all.stream().map(port -> port == 0 ? free.pop() : port).toList();
        return new Ports(chosen.get(0), chosen.get(1), chosen.get(2), chosen.get(3), chosen.get(4), chosen.get(5),
                chosen.get(6), chosen.get(7), chosen.get(8));
    }

    /** As many different ports as asked for that nobody listens on now. */
    public static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    /** Whether some program listens on the port of this machine. */
    public static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException nobodyAnswers) {
            return !canListen(port);
        }
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
