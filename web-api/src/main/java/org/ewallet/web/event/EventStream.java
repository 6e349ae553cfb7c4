package org.ewallet.web.event;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One connection that is told of events. What the reader has not taken yet waits here, up to a limit; the container tells
 * when more can be written.
 */
final class EventStream implements WriteListener, AsyncListener {

    private static final int MOST_WAITING = 256;

    private final String caller;
    private final Interest interest;
    private final AsyncContext connection;
    private final ServletOutputStream output;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean writable;
    private boolean unflushed;
    private boolean ended;

    /** @param caller who listens */
    EventStream(String caller, Interest interest, AsyncContext connection) throws IOException {
        this.caller = caller;
        this.interest = interest;
        this.connection = connection;
        this.output = connection.getResponse().getOutputStream();
    }

    String caller() {
        return caller;
    }

    Interest interest() {
        return interest;
    }

    /** Lets the container write what waits, and what comes. */
    synchronized void begin() {
        if (!ended) {
            connection.setTimeout(0);
            connection.addListener(this);
            output.setWriteListener(this);
        }
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /**
     * Writes some text, now or as soon as the reader takes it. Whoever is too far behind is disconnected.
     *
     * @return false if nothing will be written any more
     */
    synchronized boolean write(byte[] text) {
        if (!ended && waiting.size() >= MOST_WAITING) {
            end();
        }
        if (ended) {
            return false;
        }
        waiting.add(text);
        if (writable) {
            drain();
        }
        return !ended;
    }

    /** Ends the connection. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            waiting.clear();
            connection.complete();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        drain();
    }

    private void drain() {
        try {
            while (!ended && output.isReady()) {
                if (!waiting.isEmpty()) {
                    output.write(waiting.remove());
                    unflushed = true;
                } else if (unflushed) {
                    output.flush();
                    unflushed = false;
                } else {
                    return;
                }
            }
        } catch (IOException readerIsGone) {
            end();
        }
    }

    @Override
    public void onError(Throwable readerIsGone) {
        end();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        ended = true;
        waiting.clear();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Begins nothing anew.
    }
}
