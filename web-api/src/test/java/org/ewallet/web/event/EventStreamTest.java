package org.ewallet.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Shows how events are written to a reader who takes them, who takes them slowly, and who is gone. */
class EventStreamTest {

    private static final int PLENTY = 10_000;

    private final FakeConnection connection = new FakeConnection();
    private final EventStream stream = connection.stream("johny", Interest.inEverything());

    @Test
    void whatComesBeforeTheContainerIsReadyIsWrittenThen() throws IOException {
        write("a");
        stream.begin();
        write("b");
        assertThat(connection.read()).isEmpty();

        connection.take(PLENTY);
        write("c");

        assertThat(connection.read()).isEqualTo("abc");
    }

    @Test
    void whatTheReaderHasNoRoomForIsWrittenInOrderLater() throws IOException {
        stream.begin();
        connection.take(2);
        write("a");
        write("b");
        write("c");
        write("d");

        connection.take(PLENTY);

        assertThat(connection.read()).isEqualTo("abcd");
        assertThat(connection.isCompleted()).isFalse();
    }

    @Test
    void aReaderWhoFallsTooFarBehindIsDisconnected() throws IOException {
        stream.begin();
        connection.take(1);
        int taken = 0;
        while (write("x")) {
            taken++;
        }

        assertThat(taken).isEqualTo(257);
        assertThat(connection.isCompleted()).isTrue();
        assertThat(write("y")).isFalse();
    }

    @Test
    void aReaderWhoIsGoneIsForgotten() throws IOException {
        stream.begin();
        connection.take(PLENTY);
        connection.breakOff();

        assertThat(write("x")).isFalse();
        assertThat(connection.isCompleted()).isTrue();
        assertThat(stream.hasEnded()).isTrue();
    }

    private boolean write(String text) {
        return stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
