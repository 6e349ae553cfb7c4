package org.ewallet.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Data of commands, with one thing wrong, or only odd, in each. The same seed makes the same ones. */
final class HostileJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOLE = "@@hole@@";

    private static final List<String> SQL = List.of("'; drop table wallet; --", "' or '1'='1",
            "1); delete from outcome; --",
            "\\'; shutdown; --", "x' union select password from person --", "${jndi:ldap://127.0.0.1/a}", "#{7*7}",
            "{{7*7}}",
            "<script>alert(1)</script>", "$(reboot)", "%n%n%s", "../../etc/passwd");
    private static final List<String> LINE_BREAKS = List.of("a\r\nBcc: everybody@example.org", "a\nSubject: b", "a\rb",
            "a\r\n\r\nHTTP/1.1 200 OK", "a\u0085b", "\u001b[2J", "a\tb", "\u007f");
    private static final List<String> HUGE = List.of("1e400", "-1e400", "1e2147483648", "9223372036854775808", "1.5",
            "1" + "0".repeat(40), "-1" + "0".repeat(40), "9".repeat(900), "9".repeat(5_000), "0." + "0".repeat(900)
            + "1",
            "1000000000000001", "0", "-1", "1.0", "1e3", "0x10", "01", "+1", "NaN", "Infinity", "1_000", "1,5");
    private static final List<String> NO_EMAILS = List.of("a", "a@", "@b", "a@b@c", "a b@c", "<a@b>", "a@b,c@d",
            "\"a\"@b");
    private static final List<String> NO_CURRENCIES = List.of("eur", "EURO", "QQQ", "", "978", "€", "EUR ", "XX");

    /** Each makes data wrong in its own way. */
    private static final Map<String, BiFunction<HostileJson, Base, Mutant>> KINDS = Map.ofEntries(
            Map.entry("wrong type", HostileJson::wrongType),
            Map.entry("missing field", HostileJson::missingField),
            Map.entry("huge or odd number", HostileJson::number),
            Map.entry("deep JSON", HostileJson::deep),
            Map.entry("broken UTF-8", HostileJson::brokenUtf8),
            Map.entry("half surrogate", (json, base) -> json.invalid(base, base.line(), "\"a\\ud83d\"")),
            Map.entry("NUL", (json, base) -> json.invalid(base, base.line(), json.any(List.of("\"a\\u0000\"",
            "\"a\0b\"")))),
            Map.entry("duplicate key", HostileJson::duplicateKey),
            Map.entry("SQL and script in text", HostileJson::harmlessText),
            Map.entry("SQL and script in id", (json, base) -> json.invalid(base, base.id(), json.text(json.any(SQL)))),
            Map.entry("line break in text", (json, base) ->
                    json.invalid(base, base.line(), json.text(json.any(LINE_BREAKS)))),
            Map.entry("over-long id", (json, base) -> json.invalid(base, base.id(),
            json.text("a".repeat(json.length(65))))),
            Map.entry("over-long text", (json, base) ->
                    json.invalid(base, base.line(), json.text("a".repeat(json.length(201))))),
            Map.entry("wrong form", HostileJson::wrongForm),
            Map.entry("cut off", HostileJson::cutOff),
            Map.entry("something behind", (json, base) -> new Mutant("", base.type(),
                    bytes(base.data() + json.any(List.of("x", "{}", "]", "\0", "//", "null"))), Fate.INVALID)),
            Map.entry("no object", (json, base) -> new Mutant("", base.type(), bytes(json.any(List.of("", " ", "null",
            "[]",
                    "7", "\"x\"", "true", "[" + base.data() + "]", "<x/>", "a=b", "{", "}"))), Fate.INVALID)),
            Map.entry("unknown fields", HostileJson::unknownFields),
            Map.entry("random octets", HostileJson::randomOctets));

    /** In a fixed order, so that the seed decides alone. */
    static final List<String> NAMES = KINDS.keySet().stream().sorted().toList();

    private final Random random;
    private final List<String> wallets;

    /** @param wallets those that hostile letters are about, in EUR */
    HostileJson(Random random, List<String> wallets) {
        this.random = random;
        this.wallets = wallets;
    }

    /** What must become of a letter. */
    enum Fate {
        /** It lies in the invalid box. */
        INVALID,
        /** It has an outcome: it is odd, but the contract allows it. */
        HANDLED,
        /** One of the two. */
        EITHER
    }

    /**
     * Data of a command.
     *
     * @param kind what is wrong
     * @param type the command
     * @param data as it travels
     */
    record Mutant(String kind, String type, byte[] data, Fate fate) {
    }

    /**
     * A good command.
     *
     * @param id a field with an id
     * @param line a field with a line of text that people write
     * @param required fields that must be there
     */
    private record Base(String type, ObjectNode data, String id, String line, List<String> required) {
    }

    Mutant next() {
        return next(any(NAMES));
    }

    Mutant next(String kind) {
        Mutant mutant = KINDS.get(kind).apply(this, base());
        return new Mutant(kind, mutant.type(), mutant.data(), mutant.fate());
    }

    private Base base() {
        ObjectNode data = JSON.createObjectNode();
        String person = "m-" + Long.toHexString(random.nextLong());
        return switch (random.nextInt(6)) {
            case 0 -> new Base("RegisterPerson", data.put("personId", person).put("name", "Mallory").put("email",
                    "mallory@example.org").put("currency", "EUR"), "personId", "name", List.of("personId", "name",
                    "email"));
            case 1 -> new Base("DepositFunds", data.put("walletId", any(wallets)).put("amountMinor", amount())
                    .put("currency", "EUR").put("reference", "x"), "walletId", "reference",
                    List.of("walletId", "amountMinor", "currency"));
            case 2 -> new Base("HoldFunds", data.put("holdId", person).put("walletId",
                    wallets.get(0)).put("targetWalletId",
                    wallets.get(1)).put("amountMinor", amount()).put("currency", "EUR").put("reference", "x"), "holdId",
                    "reference", List.of("holdId", "walletId", "targetWalletId", "amountMinor", "currency"));
            case 3 -> new Base("OpenWallet", data.put("walletId", person).put("ownerId", person).put("currency", "EUR"),
                    "walletId", "currency", List.of("walletId", "ownerId", "currency"));
            case 4 -> new Base("SendEmail", data.put("to", "mallory@example.org").put("subject", "x").put("body", "x")
                    .put("personId", person), "personId", "subject", List.of("to", "subject", "body"));
            default -> new Base("TransferFunds", data.put("sourceWalletId", wallets.get(0)).put("targetWalletId",
                    wallets.get(1)).put("amountMinor", amount()).put("currency", "EUR").put("reference", "x"),
                    "targetWalletId", "reference", List.of("sourceWalletId", "targetWalletId", "amountMinor",
                    "currency"));
        };
    }

    private long amount() {
        return 1 + random.nextInt(100);
    }

    private Mutant wrongType(Base base) {
        String field = any(base.required());
        boolean isNumber = base.data().get(field).isNumber();
        return invalid(base, field, any(isNumber ? List.of("\"1\"", "true", "{}", "[]", "[1]", "null", "\"\"",
                "{\"a\":1}")
                : List.of("1", "true", "{}", "[]", "[\"a\"]", "null", "1.5", "{\"a\":1}")));
    }

    private Mutant missingField(Base base) {
        base.data().remove(any(base.required()));
        return new Mutant("", base.type(), bytes(base.data().toString()), Fate.INVALID);
    }

    private Mutant number(Base base) {
        return base.data().has("amountMinor") ? invalid(base, "amountMinor", any(HUGE))
                : invalid(base, base.id(), any(HUGE));
    }

    private Mutant deep(Base base) {
        int levels = any(List.of(1_001, 10_000, 100_000));
        return invalid(base, "deep", any(List.of("[".repeat(levels), "[".repeat(levels) + "]".repeat(levels),
                "{\"a\":".repeat(levels) + "1" + "}".repeat(levels))));
    }

    private Mutant brokenUtf8(Base base) {
        byte[][] broken = {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xe2, (byte) 0x82}, {(byte) 0xed,
                (byte) 0xa0,
            (byte) 0x80}, {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80}, {(byte) 0x80},
            {(byte) 0xf5}};
        String[] parts = with(base, base.line(), "\"a" + HOLE + "b\"").split(HOLE);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(bytes(parts[0]));
        octets.writeBytes(broken[random.nextInt(broken.length)]);
        octets.writeBytes(bytes(parts[1]));
        return new Mutant("", base.type(), octets.toByteArray(), Fate.INVALID);
    }

    private Mutant duplicateKey(Base base) {
        String field = any(base.required());
        String again = ",\"" + field + "\":" + any(List.of(base.data().get(field).toString(), "1", "null", "\"EUR\""))
                + "}";
        String data = base.data().toString();
        return new Mutant("", base.type(), bytes(data.substring(0, data.length() - 1) + again), Fate.INVALID);
    }

    private Mutant harmlessText(Base base) {
        return new Mutant("", base.type(), bytes(with(base, base.line(), text(any(SQL)))),
                base.line().equals("currency") ? Fate.INVALID : Fate.HANDLED);
    }

    private Mutant wrongForm(Base base) {
        return base.data().has("email") ? invalid(base, "email", text(any(NO_EMAILS)))
                : base.data().has("to") ? invalid(base, "to", text(any(NO_EMAILS)))
                : invalid(base, "currency", text(any(NO_CURRENCIES)));
    }

    private Mutant cutOff(Base base) {
        byte[] whole = bytes(base.data().toString());
        byte[] part = new byte[random.nextInt(whole.length)];
        System.arraycopy(whole, 0, part, 0, part.length);
        return new Mutant("", base.type(), part, Fate.INVALID);
    }

    private Mutant unknownFields(Base base) {
        for (int i = random.nextInt(500); i >= 0; i--) {
            base.data().put("x" + i, any(SQL));
        }
        base.data().put("__proto__", "x").put("", "x").put("@type", "java.util.ArrayList");
        return new Mutant("", base.type(), bytes(base.data().toString()), Fate.HANDLED);
    }

    private Mutant randomOctets(Base base) {
        byte[] data = bytes(base.data().toString());
        for (int i = random.nextInt(4); i >= 0; i--) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        return new Mutant("", base.type(), data, Fate.EITHER);
    }

    private Mutant invalid(Base base, String field, String json) {
        return new Mutant("", base.type(), bytes(with(base, field, json)), Fate.INVALID);
    }

    private static String with(Base base, String field, String json) {
        return base.data().put(field, HOLE + HOLE).toString().replace("\"" + HOLE + HOLE + "\"", json);
    }

    private String text(String value) {
        return JSON.getNodeFactory().textNode(value).toString();
    }

    private int length(int least) {
        return least + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 100);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
