package org.ewallet.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 over a socket that stays open, for requests that no client library would send. */
final class RawHttp implements AutoCloseable {

    private static final int LIMIT_MILLIS = 30_000;
    private static final int SHORT_LIMIT_MILLIS = 500;

    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status 0 if there was no answer
     * @param head status line and headers
     */
    record Answer(int status, String head, String body) {

        static final Answer NONE = new Answer(0, "", "");

        String text() {
            return head + body;
        }
    }

    /** Sends octets as they are and reads one answer. */
    Answer exchange(byte[] request) throws IOException {
        return exchange(out -> out.getOutputStream().write(request), isHead(request));
    }

    /** The same with a server that may wait for more, or hang up. */
    Answer exchangeOrNone(byte[] request) throws IOException {
        try {
            return exchange(out -> {
                out.setSoTimeout(SHORT_LIMIT_MILLIS);
                out.getOutputStream().write(request);
            }, isHead(request));
        } catch (SocketTimeoutException waitsForMore) {
            return Answer.NONE;
        } finally {
            close();
        }
    }

    /** Sends what a writer writes; whether it could write all does not matter, if there is an answer. */
    Answer exchange(Writer writer, boolean isHead) throws IOException {
        if (socket == null) {
            socket = new Socket();
            socket.connect(new InetSocketAddress("127.0.0.1", port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            writer.write(socket);
        } catch (IOException hungUp) {
            // The answer may be there all the same.
        }
        try {
            Answer answer = read(isHead);
            if (answer.head().toLowerCase(Locale.ROOT).contains("connection: close")) {
                close();
            }
            return answer;
        } catch (EOFException | SocketException hungUp) {
            close();
            return Answer.NONE;
        }
    }

    @FunctionalInterface
    interface Writer {

        void write(Socket socket) throws IOException;
    }

    /** Whether something came back already. */
    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private Answer read(boolean isHead) throws IOException {
        String head = head();
        while (head.startsWith("HTTP/1.1 1")) {
            head = head();
        }
        int status = Integer.parseInt(head.split(" ", 3)[1].trim());
        String headers = head.toLowerCase(Locale.ROOT);
        if (isHead || status == 204 || status == 304) {
            return new Answer(status, head, "");
        }
        if (headers.contains("transfer-encoding: chunked")) {
            return new Answer(status, head, chunks());
        }
        int length = headers.indexOf("content-length:");
        if (length >= 0) {
            String number = headers.substring(length + "content-length:".length(), headers.indexOf('\r',
                    length)).trim();
            return new Answer(status, head, new String(in.readNBytes(Integer.parseInt(number)),
                    StandardCharsets.UTF_8));
        }
        String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        close();
        return new Answer(status, head, rest);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty() || head.isEmpty(); line = line()) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";")[0].trim(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static boolean isHead(byte[] request) {
        return new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1).equals("HEAD ");
    }
}
