package org.ewallet.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

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

    /**
     * Where free ports are chosen. Systems take the ports from 32768 on for outgoing connections, which would now and
     * then get one of ours while its part is stopped.
     */
    private static final int FIRST_FREE = 20_000;
    private static final int END_OF_FREE = 32_000;
    private static final int MOST_TRIES = 1_000;

    /** What people find in the README. */
    public static final Ports DEFAULT = new Ports(8080, 8081, 61616, 8161, 8025, 0, 0, 54320, 4848);

    /** Every port free: for tests, which run side by side. */
    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0, 0, 0, 0, 0, 0).chosen();
    }

    /** These ports, with a free one for every 0. */
    public Ports chosen() {
        List<Integer> all = List.of(http, notification, broker, console, mailbox, smtp, smpp, database, admin);
        Set<Integer> used = new HashSet<>(all);
        List<Integer> chosen = all.stream().map(port -> port == 0 ? free(used) : port).toList();
        return new Ports(chosen.get(0), chosen.get(1), chosen.get(2), chosen.get(3), chosen.get(4), chosen.get(5),
                chosen.get(6), chosen.get(7), chosen.get(8));
    }

    /** A port that nobody listens on now and that is not used yet; from now on it is. */
    private static int free(Set<Integer> used) {
        return ThreadLocalRandom.current().ints(FIRST_FREE, END_OF_FREE)
                .limit(MOST_TRIES)
                .filter(port -> !isTaken(port) && used.add(port))
                .findFirst()
                .orElseThrow(() -> new CliException("No port from " + FIRST_FREE + " to " + END_OF_FREE + " is free."));
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
}
