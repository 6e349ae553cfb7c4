package org.ewallet.system;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;
import org.ewallet.system.HostileJson.Fate;
import org.ewallet.system.HostileJson.Mutant;

/** Letters with one thing wrong, in the data or in the envelope, over the protocols of the broker. */
final class HostileLetters {

    /** A property by which a letter is found again, whatever else is wrong with it. */
    static final String MARK = "mark";

    private static final String PREFIX = "cloudEvents_";
    private static final int LETTERS_PER_COMMIT = 100;
    private static final List<String> BOXES = List.of(Destinations.ACCOUNT_COMMANDS, Destinations.WALLET_COMMANDS,
            Destinations.NOTIFICATION_COMMANDS);
    private static final List<String> ENVELOPE = List.of("missing attribute", "odd attribute", "unknown type",
            "type of another box", "id with other content", "forbidden reply address", "body of another kind",
            "many odd properties", "structured, but wrong", "large");

    private final String sender;
    private final Random random;
    private final HostileJson json;
    private final List<Draft> handled = new ArrayList<>();
    private int marks;

    /** @param sender names the marks; one session, in which letters keep their order */
    HostileLetters(String sender, Random random, HostileJson json) {
        this.sender = sender;
        this.random = random;
        this.json = json;
    }

    /** How a body travels. */
    private enum Form {
        TEXT, BYTES, MAP, STREAM, OBJECT, EMPTY, NULL_TEXT
    }

    /**
     * One letter.
     *
     * @param id what its sender calls it, if that can be an id
     * @param replyTo null for none
     */
    record Draft(String mark, String kind, Fate fate, String id, String box, Map<String, Object> properties,
            byte[] body,
            Form form, String replyTo) {

        private Draft with(String newKind, Fate newFate) {
            return new Draft(mark, newKind, newFate, id, box, properties, body, form, replyTo);
        }

        private Draft with(byte[] newBody, Form newForm) {
            return new Draft(mark, kind, fate, id, box, properties, newBody, newForm, replyTo);
        }

        private Draft to(String otherBox) {
            return new Draft(mark, kind, fate, id, otherBox, properties, body, form, replyTo);
        }

        private Draft replyingTo(String queue) {
            return new Draft(mark, kind, fate, id, box, properties, body, form, queue);
        }

        boolean isPlain() {
            return replyTo == null && (form == Form.TEXT || form == Form.BYTES);
        }
    }

    /** The next letter: two of three are wrong in their data, one in its envelope. */
    Draft next() {
        return sent(anyLetter());
    }

    private Draft anyLetter() {
        return random.nextInt(3) > 0 ? inData() : inEnvelope(any(ENVELOPE));
    }

    private Draft sent(Draft draft) {
        if (draft.fate() == Fate.HANDLED) {
            handled.add(draft);
        }
        return draft;
    }

    /** The next one that needs no more of its protocol than octets and headers of text. */
    Draft nextPlain() {
        Draft draft = anyLetter();
        while (!draft.isPlain() || !draft.properties().values().stream().allMatch(HostileLetters::isPlain)) {
            draft = anyLetter();
        }
        return sent(draft);
    }

    /** Neither NUL, which ends a frame of STOMP, nor what UTF-8 cannot say. */
    private static boolean isPlain(Object value) {
        return value instanceof String text
                && text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private Draft inData() {
        return draft(json.next());
    }

    private Draft draft(Mutant mutant) {
        String mark = sender + "-" + ++marks;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(MARK, mark);
        String id = "hostile-" + Letter.newId();
        properties.put(PREFIX + "specversion", "1.0");
        properties.put(PREFIX + "id", id);
        properties.put(PREFIX + "type", "org.ewallet." + mutant.type());
        properties.put(PREFIX + "source", "mallory");
        // Text cannot hold octets that are none.
        boolean isText = mutant.fate() != Fate.EITHER && !mutant.kind().equals("broken UTF-8") && random.nextBoolean();
        return new Draft(mark, mutant.kind(), mutant.fate(), id, Letter.box(mutant.type()).orElseThrow(), properties,
                mutant.data(), isText ? Form.TEXT : Form.BYTES, null);
    }

    private Draft inEnvelope(String kind) {
        Draft good = draft(json.next("SQL and script in text"));
        while (good.fate() != Fate.HANDLED) {
            good = draft(json.next("SQL and script in text"));
        }
        Draft draft = good.with(kind, Fate.INVALID);
        switch (kind) {
            case "missing attribute" ->
                draft.properties().remove(PREFIX + any(List.of("specversion", "id", "type", "source")));
            case "odd attribute" -> oddAttribute(draft.properties());
            case "unknown type" -> draft.properties().put(PREFIX + "type", any(List.of("org.ewallet.Transfer",
                    "TransferFunds2",
                    "org.ewallet.contract.wallet.TransferFunds", "java.lang.Runtime", "transferfunds", "' or 1=1",
                    "org.ewallet.FundsDeposited")));
            case "type of another box" -> {
                return draft.to(BOXES.get((BOXES.indexOf(draft.box()) + 1 + random.nextInt(2)) % BOXES.size()));
            }
            case "id with other content" -> {
                List<Draft> before = handled.stream().filter(one -> one.box().equals(draft.box())).toList();
                if (!before.isEmpty()) {
                    draft.properties().put(PREFIX + "id", any(before).id());
                    return draft;
                }
                return draft.with("SQL and script in text", Fate.HANDLED);
            }
            case "forbidden reply address" -> {
                return draft.replyingTo(any(List.of(Destinations.WALLET_COMMANDS, "wallet.commands.dead",
                        "operations.acts",
                        "activemq.management")));
            }
            case "body of another kind" -> {
                return draft.with(draft.body(),
                        any(List.of(Form.MAP, Form.STREAM, Form.OBJECT, Form.EMPTY, Form.NULL_TEXT)));
            }
            case "many odd properties" -> {
                for (int i = 0; i < 200; i++) {
                    draft.properties().put("x" + i, i == 0 ? "y".repeat(100_000) : "'; drop table wallet; --\r\nx: y");
                }
                return draft.with(kind, Fate.HANDLED);
            }
            case "structured, but wrong" -> {
                draft.properties().keySet().removeIf(name -> name.startsWith(PREFIX));
                return draft.with(structured(draft.id()), Form.BYTES);
            }
            default -> {
                return draft.with(("{\"walletId\":\"" + "a".repeat(500_000) + "\"}").getBytes(StandardCharsets.UTF_8),
                        Form.BYTES);
            }
        }
        return draft;
    }

    private void oddAttribute(Map<String, Object> properties) {
        String name = any(List.of("id", "source", "time", "subject", "correlationid", "causationid", "traceparent",
                "expirytime", "specversion", "type"));
        List<Object> values = switch (name) {
            case "id" -> List.of("", " ", "a b", "a/b", "a".repeat(65), "a".repeat(100_000), "x' or '1'='1",
                    "a\r\nb: c", "ä",
                    "../x");
            case "time", "expirytime" -> List.of("", "now", "2030-01-31", "2030-02-30T00:00:00Z", "2030-01-31T00:00Z",
                    1L, true,
                    "9".repeat(10_000), "+999999999-12-31T23:59:59Z");
            case "specversion" -> List.of("", "0.3", "1.1", "1", 1, true);
            default -> List.of("", " ", "a".repeat(201), "a".repeat(100_000), "a\r\nb: c", "a\0", "\ud83d");
        };
        properties.put(PREFIX + name, any(values));
    }

    private byte[] structured(String id) {
        return any(List.of("{}", "[]", "{\"specversion\":\"1.0\",\"id\":\"" + id + "\"}",
                "{\"specversion\":\"1.0\",\"id\":7,\"type\":\"org.ewallet.BanPerson\",\"source\":\"x\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"type\":\"org.ewallet.BanPerson\",\"source\":\"x\",\"data\":\"x\"}",
                "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"id\":\"x\",\"type\":\"x\",\"source\":\"x\",\"data\":{}}",
                "{\"specversion\":1.0,\"id\":\"" + id + "\",\"type\":\"x\",\"source\":\"x\",\"data\":{}}",
                "{\"a\":".repeat(50_000))).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends letters over a JMS client, with good ones among them, in transactions. */
    static void send(ConnectionFactory connections, BrokerAddress login, List<Draft> drafts, Iterator<Letter> good) {
        try (JMSContext jms = connections.createContext(login.user(), login.password(),
                JMSContext.SESSION_TRANSACTED)) {
            JMSProducer producer = jms.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
            Map<String, Queue> boxes = new LinkedHashMap<>();
            BOXES.forEach(box -> boxes.put(box, jms.createQueue(box)));
            int count = 0;
            for (Draft draft : drafts) {
                producer.send(boxes.get(draft.box()), message(jms, draft));
                if (good.hasNext() && count % 2 == 0) {
                    producer.send(boxes.get(Destinations.WALLET_COMMANDS), goodMessage(jms, good.next()));
                }
                if (++count % LETTERS_PER_COMMIT == 0) {
                    jms.commit();
                }
            }
            while (good.hasNext()) {
                producer.send(boxes.get(Destinations.WALLET_COMMANDS), goodMessage(jms, good.next()));
            }
            jms.commit();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message goodMessage(JMSContext jms, Letter letter) throws JMSException {
        Message message = jms.createTextMessage(letter.data());
        message.setStringProperty(PREFIX + "specversion", "1.0");
        message.setStringProperty(PREFIX + "id", letter.id());
        message.setStringProperty(PREFIX + "type", "org.ewallet." + letter.type());
        message.setStringProperty(PREFIX + "source", "till-7");
        return message;
    }

    private static Message message(JMSContext jms, Draft draft) throws JMSException {
        Message message = body(jms, draft);
        for (Map.Entry<String, Object> property : draft.properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        if (draft.replyTo() != null) {
            message.setJMSReplyTo(jms.createQueue(draft.replyTo()));
        }
        return message;
    }

    private static Message body(JMSContext jms, Draft draft) throws JMSException {
        switch (draft.form()) {
            case TEXT:
                return jms.createTextMessage(new String(draft.body(), StandardCharsets.UTF_8));
            case BYTES:
                BytesMessage bytes = jms.createBytesMessage();
                bytes.writeBytes(draft.body());
                return bytes;
            case MAP:
                MapMessage map = jms.createMapMessage();
                map.setString("walletId", "x");
                return map;
            case STREAM:
                StreamMessage stream = jms.createStreamMessage();
                stream.writeString("x");
                return stream;
            case OBJECT:
                return jms.createObjectMessage("x");
            case EMPTY:
                return jms.createMessage();
            default:
                return jms.createTextMessage(null);
        }
    }

    /** Whether the broker refuses a letter of so many octets. */
    static boolean isRefused(ConnectionFactory connections, BrokerAddress login, long octets) throws JMSException {
        try (JMSContext jms = connections.createContext(login.user(), login.password())) {
            BytesMessage letter = jms.createBytesMessage();
            letter.setObjectProperty("JMS_AMQ_InputStream", new ZeroStream(octets));
            jms.createProducer().send(jms.createQueue(Destinations.WALLET_COMMANDS), letter);
            return false;
        } catch (JMSRuntimeException refused) {
            return true;
        }
    }

    private static final class ZeroStream extends InputStream {

        private long left;

        ZeroStream(long octets) {
            left = octets;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int some = (int) Math.min(left, length);
            left -= some;
            return some == 0 && length > 0 ? -1 : some;
        }
    }

    /** Sends letters over STOMP 1.2, frame by frame, and returns when the broker has them all. */
    static void sendOverStomp(BrokerAddress login, List<Draft> drafts) throws IOException {
        try (Socket socket = new Socket(login.host(), login.port())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(frame("CONNECT", "accept-version:1.2\nhost:x\nlogin:" + login.user() + "\npasscode:"
                    + login.password()
                    + "\n", new byte[0]));
            require(socket, "CONNECTED");
            int count = 0;
            for (Draft draft : drafts) {
                StringBuilder headers = new StringBuilder("destination:" + draft.box()
                        + "\npersistent:true\ncontent-length:"
                        + draft.body().length + "\n");
                draft.properties().forEach((name, value) -> headers.append(name).append(':')
                        .append(escaped((String) value)).append('\n'));
                boolean asksForReceipt = ++count % LETTERS_PER_COMMIT == 0 || count == drafts.size();
                out.write(frame("SEND", headers + (asksForReceipt ? "receipt:" + count + "\n" : ""), draft.body()));
                if (asksForReceipt) {
                    require(socket, "RECEIPT");
                }
            }
        }
    }

    private static byte[] frame(String command, String headers, byte[] body) {
        byte[] head = (command + "\n" + headers + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(body, 0, frame, head.length, body.length);
        return frame;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace(":", "\\c");
    }

    private static void require(Socket socket, String command) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int octet = socket.getInputStream().read(); octet > 0; octet = socket.getInputStream().read()) {
            answer.append((char) octet);
        }
        if (!answer.toString().strip().startsWith(command)) {
            throw new AssertionError("not " + command + " but " + answer);
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
