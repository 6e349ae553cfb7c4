package org.ewallet.cli.subscribing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.ewallet.cli.clients.BrokerAddress;

/** The few frames of STOMP 1.2 that a subscriber needs. */
final class StompConnection implements AutoCloseable {

    private static final String VERSION = "1.2";
    private static final int LIMIT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final Deque<Frame> messages = new ArrayDeque<>();
    private int receipts;

    StompConnection(BrokerAddress address, String clientId) {
        try {
            socket = new Socket(address.host(), address.port());
            socket.setSoTimeout(LIMIT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            send("CONNECT", "accept-version:" + VERSION + "\nhost:" + address.host() + "\nclient-id:" + clientId
                    + "\nlogin:" + address.user() + "\npasscode:" + address.password() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receive("CONNECTED");
    }

    record Frame(String command, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.get(name);
        }
    }

    /** Sends a frame and waits until the broker has done what it says; events that come in meanwhile are kept. */
    void request(String command, String headers) {
        String receipt = "r" + ++receipts;
        send(command, headers + "receipt:" + receipt + "\n");
        Frame answer = read();
        while (answer.command().equals("MESSAGE")) {
            messages.add(answer);
            answer = read();
        }
        require(answer, "RECEIPT");
    }

    Frame receive(String command) {
        Frame frame = messages.isEmpty() ? read() : messages.remove();
        require(frame, command);
        return frame;
    }

    @Override
    public void close() {
        try {
            request("DISCONNECT", "");
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(Frame frame, String command) {
        if (!frame.command().equals(command)) {
            throw new AssertionError("Not " + command + " but " + frame);
        }
    }

    private void send(String command, String headers) {
        try {
            socket.getOutputStream().write((command + "\n" + headers + "\n\0").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Frame read() {
        try {
            String command = line();
            while (command.isEmpty()) {
                command = line();
            }
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1));
            }
            return new Frame(command, headers, until('\0'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        return until('\n');
    }

    private String until(char end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != end; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The broker hung up after: " + bytes);
            }
            bytes.write(octet);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
