package org.ewallet.notification.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that agrees to everything but one line of its clients: GreenMail can neither refuse nor STARTTLS. */
final class TerseMailServer implements AutoCloseable {

    static final String HANG_UP = "";
    static final String STAY_SILENT = " ";
    static final String NO_LINE = "nobody says this";

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final String line;
    private final String reply;
    private final SSLContext tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mails = new AtomicInteger();

    /**
     * @param line how the line begins that gets this reply: a command, or {@code .} at the end of the content
     */
    TerseMailServer(String line, String reply) throws IOException {
        this(line, reply, null);
    }

    /**
     * @param tls if not null, STARTTLS is offered
     */
    TerseMailServer(String line, String reply, SSLContext tls) throws IOException {
        this.line = line;
        this.reply = reply;
        this.tls = tls;
        start("terse-mail-server", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The commands of all clients; those that were encrypted begin with {@code TLS}. */
    List<String> heard() {
        return heard;
    }

    int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.get();
    }

    /** How many mails were taken. */
    int mails() {
        return mails.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                open.incrementAndGet();
                start("terse-mail-connection", () -> serve(client));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            say(client, "220 terse");
            if (talk(client, "")) {
                try (SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, null, 0, false)) {
                    encrypted.setUseClientMode(false);
                    talk(encrypted, "TLS ");
                }
            }
        } catch (IOException e) {
            // The client has gone.
        } finally {
            open.decrementAndGet();
        }
    }

    /** Whether the client wants encryption now; otherwise it was the end. */
    private boolean talk(Socket client, String mark) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        boolean content = false;
        for (String said = in.readLine(); said != null; said = in.readLine()) {
            boolean end = said.equals(".");
            if (content && !end) {
                continue;
            }
            content = false;
            heard.add(mark + said);
            if (end ? line.equals(".") : said.startsWith(line)) {
                if (reply.equals(HANG_UP)) {
                    return false;
                }
                if (!reply.equals(STAY_SILENT)) {
                    say(client, reply);
                }
            } else if (said.startsWith("EHLO") && tls != null && mark.isEmpty()) {
                say(client, "250-terse\r\n250 STARTTLS");
            } else if (said.startsWith("STARTTLS")) {
                say(client, "220 go ahead");
                return true;
            } else {
                if (end) {
                    // Before the answer: whoever has it may ask how many there were.
                    mails.incrementAndGet();
                }
                say(client, said.startsWith("DATA") ? "354 go on" : said.startsWith("QUIT") ? "221 bye" : "250 ok");
                content = said.startsWith("DATA");
            }
        }
        return false;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(Socket client, String text) throws IOException {
        PrintWriter out = new PrintWriter(client.getOutputStream(), false, StandardCharsets.US_ASCII);
        out.print(text + "\r\n");
        out.flush();
    }
}
