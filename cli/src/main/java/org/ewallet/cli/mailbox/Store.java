package org.ewallet.cli.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was received, in its order. The oldest go when there are too many, so that the mailbox never fills up. */
final class Store<T> {

    private static final int LIMIT = 20_000;

    private final Deque<T> received = new ArrayDeque<>();

    synchronized void add(T one) {
        if (received.size() == LIMIT) {
            received.removeFirst();
        }
        received.addLast(one);
    }

    synchronized List<T> all() {
        return new ArrayList<>(received);
    }
}
