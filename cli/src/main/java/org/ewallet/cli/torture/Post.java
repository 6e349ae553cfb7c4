package org.ewallet.cli.torture;

import org.ewallet.cli.clients.Letter;

/**
 * A letter to be sent.
 *
 * @param kind why it is sent
 * @param letter what is sent
 */
record Post(Kind kind, Letter letter) {

    enum Kind {
        /** Under an id of its own. */
        NEW,
        /** The same id and content as an earlier letter: no further effect. */
        REPEAT,
        /** The id of an earlier letter with other content: invalid. */
        CONFLICT
    }

    String box() {
        return Letter.box(letter.type()).orElseThrow();
    }
}
