package org.ewallet.cli.torture;

import jakarta.jms.JMSRuntimeException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.ewallet.cli.CliException;
import org.ewallet.cli.clients.LetterSender;

/**
 * Sends letters one after another, each until the broker has it: when the connection breaks, the letter of which nobody
 * knows is sent again. To be used by one thread.
 */
final class Postman implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;
    private static final int MOST_TRIES = 3_000;

    private final Supplier<LetterSender> connect;
    private LetterSender sender;
    private volatile long sent;
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();

    /**
     * A letter could not be sent at the first try.
     *
     * @param at {@link System#nanoTime}
     */
    record Trouble(long at, String what) {
    }

    Postman(Supplier<LetterSender> connect) {
        this.connect = connect;
    }

    /** Returns when the broker has the letter. */
    void send(Post post) {
        for (int tries = 1;; tries++) {
            try {
                if (sender == null) {
                    sender = connect.get();
                }
                sender.send(post.box(), post.letter());
                sent++;
                return;
            } catch (JMSRuntimeException | CliException e) {
                trouble(e);
                disconnect();
                if (tries == MOST_TRIES) {
                    throw new CliException("The broker takes no letters any more: " + e.getMessage(), e);
                }
                Pauses.of(PAUSE_MILLIS);
            }
        }
    }

    void sendAll(List<Post> posts) {
        posts.forEach(this::send);
    }

    /** Letters that the broker has. */
    long sent() {
        return sent;
    }

    /** Each time that the connection was not there. */
    List<Trouble> troubles() {
        return troubles;
    }

    @Override
    public void close() {
        disconnect();
    }

    private void trouble(RuntimeException e) {
        troubles.add(new Trouble(System.nanoTime(), e.toString()));
    }

    private void disconnect() {
        if (sender != null) {
            try {
                sender.close();
            } catch (JMSRuntimeException alreadyGone) {
                trouble(alreadyGone);
            }
            sender = null;
        }
    }
}
