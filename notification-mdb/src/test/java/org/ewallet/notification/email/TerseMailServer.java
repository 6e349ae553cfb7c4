package org.ewallet.notification.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that agrees to everything but one line of its client: GreenMail cannot refuse. */
final class TerseMailServer implements AutoCloseable {

    static final String HANG_UP = "";
    static final String STAY_SILENT = " ";

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final String line;
    private final String reply;

    /**
     * @param line how the line begins that gets this reply: a command, or {@code .} at the end of the content
     */
    TerseMailServer(String line, String reply) throws IOException {
        this.line = line;
        this.reply = reply;
        Thread thread = new Thread(this::serve, "terse-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        try (Socket client = socket.accept();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            say(out, "220 terse");
            boolean content = false;
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                boolean end = said.equals(".");
                if (content && !end) {
                    continue;
                }
                content = false;
                if (end ? line.equals(".") : said.startsWith(line)) {
                    if (reply.equals(HANG_UP)) {
                        return;
                    }
                    if (!reply.equals(STAY_SILENT)) {
                        say(out, reply);
                    }
                } else {
                    say(out, said.startsWith("DATA") ? "354 go on" : said.startsWith("QUIT") ? "221 bye" : "250 ok");
                    content = said.startsWith("DATA");
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void say(PrintWriter out, String text) {
        out.print(text + "\r\n");
        out.flush();
    }
}
