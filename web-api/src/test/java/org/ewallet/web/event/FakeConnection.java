package org.ewallet.web.event;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/** A connection in memory, whose reader takes what is written or does not. */
final class FakeConnection {

    private final Output output = new Output();
    private volatile boolean completed;

    EventStream stream(String caller, Interest interest) {
        ServletResponse response = proxy(ServletResponse.class, "getOutputStream", output);
        try {
            return new EventStream(caller, interest, (AsyncContext) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] {AsyncContext.class}, (proxy, method, values) -> {
                        if (method.getName().equals("complete")) {
                            completed = true;
                        }
                        return method.getName().equals("getResponse") ? response : null;
                    }));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The container has room for so many writes more, and tells so. */
    void take(int writes) throws IOException {
        output.room = writes;
        output.listener.onWritePossible();
    }

    void breakOff() {
        output.broken = true;
    }

    /** What was written and flushed. */
    String read() {
        return output.flushed;
    }

    boolean isCompleted() {
        return completed;
    }

    private static <T> T proxy(Class<T> type, String name, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, values) -> method.getName().equals(name) ? answer : null));
    }

    private static final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private WriteListener listener;
        private volatile String flushed = "";
        private volatile int room;
        private volatile boolean broken;

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet});
        }

        @Override
        public void write(byte[] text) throws IOException {
            requireReady();
            room--;
            written.write(text);
        }

        @Override
        public void flush() throws IOException {
            requireReady();
            flushed = written.toString(StandardCharsets.UTF_8);
        }

        private void requireReady() throws IOException {
            if (!isReady()) {
                throw new IllegalStateException("asked to write without room");
            }
            if (broken) {
                throw new IOException("broken pipe");
            }
        }
    }
}
