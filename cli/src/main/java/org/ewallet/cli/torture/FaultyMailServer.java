package org.ewallet.cli.torture;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ewallet.cli.CliException;

/** A mail server that misbehaves, which GreenMail cannot. Whoever logs in may do so. */
final class FaultyMailServer implements Provider {

    private static final int BACKLOG = 50;

    private final int port;
    private final Manners manners;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mail server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private ServerSocket door;

    FaultyMailServer(int port, Manners manners) {
        this.port = port;
        this.manners = manners;
    }

    @Override
    public synchronized void open() {
        try {
            ServerSocket opened = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
            door = opened;
            threads.execute(() -> welcome(opened));
        } catch (IOException e) {
            throw new CliException("Nobody can listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        hangUp(door);
        clients.forEach(FaultyMailServer::hangUp);
    }

    private void welcome(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; BufferedReader in = new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            converse(in, client.getOutputStream());
        } catch (IOException theClientHasGone) {
            // As it does when it is killed, or has waited long enough.
        } finally {
            clients.remove(client);
        }
    }

    private void converse(BufferedReader in, OutputStream out) throws IOException {
        say(out, "220 ready");
        String recipient = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(out, "250-at your service\r\n250 AUTH PLAIN");
                case "AUTH" -> say(out, "235 welcome");
                case "RCPT" -> {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, "250 ok");
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    Fault fault = manners.treat(recipient, idOf(content(in)));
                    if (fault == Fault.LOST || fault == Fault.REPLY_DROPPED) {
                        return;
                    }
                    say(out, reply(fault));
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static String reply(Fault fault) {
        return switch (fault) {
            case REFUSED_FOR_GOOD -> "550 nobody lives here";
            case TEMPORARY -> "451 come again later";
            default -> "250 taken";
        };
    }

    private static String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the mail has no end");
            }
            content.append(line).append("\r\n");
        }
        return content.toString();
    }

    /** The notification's own id, before the @ of the Message-ID. */
    private static String idOf(String mail) throws IOException {
        try {
            byte[] bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
            String messageId = new MimeMessage(null, new ByteArrayInputStream(bytes)).getMessageID();
            return messageId.substring(1, messageId.indexOf('@'));
        } catch (MessagingException e) {
            throw new IOException("this is no mail", e);
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void hangUp(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a connection", e);
        }
    }
}
