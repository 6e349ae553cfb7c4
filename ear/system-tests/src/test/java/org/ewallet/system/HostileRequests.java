package org.ewallet.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.ewallet.cli.clients.Letter;
import org.ewallet.system.HostileJson.Fate;
import org.ewallet.system.HostileJson.Mutant;

/** Requests with one thing wrong, as octets. */
final class HostileRequests {

    private static final Set<Integer> REFUSED = Set.of(400, 411, 413, 414, 415, 422, 431);
    private static final byte[] BOMB = gzip(10_000_000);

    private static final List<String> KINDS = List.of("body", "body", "body", "body", "body", "body", "body", "body",
            "body",
            "body", "path", "query", "odd id",
            "content type", "method", "header", "length", "Accept", "encoding", "request line",
            "random octets in the request",
            "conditional", "login");

    private static final List<String> PATHS = List.of("/api/../../../etc/passwd", "/api/%2e%2e/%2e%2e/etc/passwd",
            "/..;/api",
            "/api/..%2f..%2fetc/passwd", "/WEB-INF/web.xml", "/web-inf/WEB.XML", "/META-INF/MANIFEST.MF",
            "/WEB-INF%2fweb.xml",
            "/%57EB-INF/web.xml", "/api/;/wallets/x", "/api/wallets/x;jsessionid=1", "//api//wallets//x",
            "/api/wallets/%00",
            "/api/wallets/x%00.json", "/api/wallets/%c0%ae%c0%ae/", "/api/wallets/%ff", "/api/wallets/%",
            "/api/wallets/%zz",
            "/api/wallets/%252e%252e", "/api/commands/a%2Fb", "/api/commands/a\\b", "/api\\wallets",
            "/api/wallets/\u00e4",
            "/api/wallets/x/..", "/api/wallets/./x", "/api/wallets//", "/api/", "/api", "/", "//", "/?",
            "/api/application.wadl",
            "/openapi/../api/wallets/x", "/asyncapi/x", "/asyncapi/..%2f", "/health/../api",
            "/api/wallets/x'--/balance",
            "/api/persons/%27%20or%20%271%27=%271/wallets", "/api/notifications/x/attempts/y",
            "/api/dead-letters/%2e%2e/x",
            "/api/invalid-letters/wallet.commands/%00", "/api/dead-letters/nobox", "/api/nothing", "/metrics/../api",
            "http://127.0.0.1/api/wallets/x", "http://example.org/api/wallets/x", "*", "/api/wallets/x#y",
            "/api/wallets/x y");

    private static final List<String> QUERIES = List.of("/api/wallets/WALLET/statement?limit=-1",
            "/api/wallets/WALLET/statement?limit=1e400", "/api/wallets/WALLET/statement?limit=99999999999999999999",
            "/api/wallets/WALLET/statement?limit=1&limit=2", "/api/wallets/WALLET/statement?cursor=%00",
            "/api/wallets/WALLET/statement?cursor=AAAA", "/api/wallets/WALLET/statement?cursor=' or 1=1".replace(" ",
            "%20"),
            "/api/wallets/WALLET/statement?order=UP", "/api/wallets/WALLET/statement?from=now",
            "/api/wallets/WALLET/statement?from=9999-12-31T23:59:59Z&to=0000-01-01T00:00:00Z",
            "/api/wallets/WALLET/balance?at=2030-02-30T00:00:00Z",
            "/api/wallets/WALLET/balance?at=%2B999999999-12-31T23:59:59Z",
            "/api/wallets/WALLET/balance?at=", "/api/wallets/WALLET/balance?at=%ff",
            "/api/wallets/WALLET/balance?at=%0d%0aX:%20y",
            "/api/wallets/WALLET/balance?" + "a=b&".repeat(1_000), "/api/notifications?cursor=%27",
            "/api/notifications?personId=%00",
            "/api/notifications", "/api/notifications?commandId=" + "a".repeat(65),
            "/api/dead-letters?box=' or 1=1".replace(" ", "%20"),
            "/api/invalid-letters?cause='", "/api/dead-letters/wallet.commands?limit=0",
            "/api/wallets/WALLET/balance?at",
            "/api/commands/x?wait=-1s", "/api/commands/x?wait=1000000s", "/api/commands/x?wait=5",
            "/api/commands/x?wait=%00");

    private final Random random;
    private final HostileJson json;
    private final String wallet;
    private final String authorization;
    private final String readerAuthorization;

    /**
     * @param wallet one that is there
     * @param authorization the header that lets one send letters, with its line break; may be empty
     * @param readerAuthorization the header that lets one read all, with its line break; may be empty
     */
    HostileRequests(Random random, HostileJson json, String wallet, String authorization, String readerAuthorization) {
        this.random = random;
        this.json = json;
        this.wallet = wallet;
        this.authorization = authorization;
        this.readerAuthorization = readerAuthorization;
    }

    /**
     * One request.
     *
     * @param id of the command, if it is one that may be accepted; else null
     * @param allowed the statuses that are right; empty if any below 500 is
     * @param mayHangUp whether it is so broken that there may be no answer
     */
    record Request(String kind, byte[] octets, String id, Set<Integer> allowed, boolean mayHangUp) {
    }

    Request next() {
        String kind = any(KINDS);
        return switch (kind) {
            case "body" -> body();
            case "path" -> any("path trick", head("GET", any(PATHS), ""), true);
            case "query" -> any("query parameter",
                    headAs(readerAuthorization, "GET", any(QUERIES).replace("WALLET", wallet), ""), false);
            case "odd id" -> new Request("odd or long id in the path", with(head("PUT", "/api/commands/" + any(List.of(
                    "a".repeat(65), "a".repeat(4_000), "a".repeat(20_000), "a%20b", "%0d%0aX-Evil:%20y", "a%00", "%e4",
                    "a'%20or%201=1", "..%2f..", "%2e", "a;b=c", "a:b")), jsonHeaders(2)), bytes("{}")), null, Set.of(),
                    true);
            case "content type" -> contentType();
            case "method" -> any("method", head(any(List.of("DELETE", "POST", "PATCH", "TRACE", "OPTIONS", "FOO", "get",
                    "PUT",
                    "HEAD", "PROPFIND", "CONNECT", "X".repeat(500))), any(List.of("/api/wallets/" + wallet,
                    "/api/commands/x", "/api/ledger/sums", "/asyncapi", "/api")), "Content-Length: 0\r\n"), true);
            case "header" -> any("missing, double or large header", header(), true);
            case "length" -> any("length and transfer coding", length(), true);
            case "Accept" -> any("Accept", head("GET", "/api/wallets/" + wallet, any(List.of("image/png", "*/*;q=abc",
                    "application/",
                    "/", ";;;", "a/b;q=1e400", "text/html,".repeat(500) + "*/*", "application/json;q=0")), "Accept"),
                    false);
            case "encoding" -> encoding();
            case "request line" -> any("request line", bytes(any(List.of("GET / HTTP/9.9\r\n\r\n", "GET\r\n\r\n",
                    "GET /\r\n\r\n",
                    "\r\n\r\n\r\n", "GET / HTTP/1.1 x\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "GET  /api  HTTP/1.1\r\n\r\n",
                    "GET /api HTTP/1.0\r\n\r\n", "\0\0\0\0\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n",
                    "GET /api HTTP/1.1\n\n",
                    "HTTP/1.1 200 OK\r\n\r\n", "GET /api XTTP/1.1\r\n\r\n"))), true);
            case "random octets in the request" -> randomOctets();
            case "conditional" -> any("conditional and range", head("GET", "/api/wallets/" + wallet, any(List.of(
                    "If-None-Match: \r\n", "If-None-Match: *\r\n", "If-None-Match: \"" + "a".repeat(5_000) + "\"\r\n",
                    "If-None-Match: W/\"\r\n", "If-Match: \"x\"\r\n", "If-Modified-Since: yesterday\r\n",
                    "Range: bytes=0-\r\n",
                    "Range: bytes=9999999999999999999-\r\n", "Expect: 200-ok\r\n",
                    "Upgrade: h2c\r\nConnection: Upgrade\r\n"))), true);
            default -> login();
        };
    }

    private Request body() {
        Mutant mutant = json.next();
        String id = "hostile-" + Letter.newId();
        byte[] body = letter(mutant);
        boolean isAccepted = mutant.fate() == Fate.HANDLED;
        return new Request(mutant.kind(), with(head("PUT", "/api/commands/" + id, jsonHeaders(body.length)), body), id,
                mutant.fate() == Fate.EITHER ? Set.of() : isAccepted ? Set.of(202) : REFUSED, false);
    }

    private static byte[] letter(Mutant mutant) {
        return join(bytes("{\"type\":\"" + mutant.type() + "\",\"data\":"), mutant.data(), bytes("}"));
    }

    private Request contentType() {
        byte[] body = letter(json.next("SQL and script in text"));
        return new Request("content type", with(head("PUT", "/api/commands/hostile-" + Letter.newId(), any(List.of(
                "Content-Type: text/plain\r\n", "Content-Type: application/xml\r\n", "", "Content-Type: \r\n",
                "Content-Type: x\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: application/json; charset=no-such\r\n", "Content-Type: application/json;;;\r\n",
                "Content-Type: " + "a".repeat(4_000) + "/json\r\n",
                "Content-Type: application/x-java-serialized-object\r\n"))
                + "Content-Length: " + body.length + "\r\n"), body), null, Set.of(), true);
    }

    private byte[] header() {
        String path = "/api/wallets/" + wallet;
        return bytes(any(List.of("GET " + path + " HTTP/1.1\r\n\r\n", "GET " + path
                + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: \r\n\r\n", "GET " + path + " HTTP/1.1\r\nHost: a b:c\r\n\r\n",
                text(head("GET", path, "X: " + "y".repeat(100_000) + "\r\n")), text(head("GET", path,
                "X: y\r\n".repeat(5_000))),
                text(head("GET", path, "X" + "x".repeat(20_000) + ": y\r\n")), text(head("GET", path, "no colon\r\n")),
                text(head("GET", path, ": y\r\n")), text(head("GET", path, "X : y\r\n")), text(head("GET", path,
                "X: a\0b\r\n")),
                text(head("GET", path, " folded: y\r\n")), text(head("GET", path, "Cookie: " + "a=b;".repeat(2_000)
                + "\r\n")),
                text(head("GET", path, "X-Forwarded-For: ' or 1=1\r\nX-Forwarded-Host: evil\r\nForwarded: for=\"\r\n")),
                text(head("GET", path, "traceparent: 00-" + "z".repeat(300) + "\r\n")), text(head("GET", path,
                "Connection: \r\n")))));
    }

    private byte[] length() {
        String path = "/api/commands/hostile-" + Letter.newId();
        String json = "Content-Type: application/json\r\n";
        return any(List.of(
                with(head("PUT", path, json + "Content-Length: -1\r\n"), new byte[0]),
                with(head("PUT", path, json + "Content-Length: x\r\n"), new byte[0]),
                with(head("PUT", path, json + "Content-Length: 99999999999999999999\r\n"), bytes("{}")),
                with(head("PUT", path, json + "Content-Length: 2\r\nContent-Length: 3\r\n"), bytes("{}x")),
                with(head("PUT", path, json + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"),
                bytes("2\r\n{}\r\n0\r\n\r\n")),
                with(head("PUT", path, json + "Transfer-Encoding: chunked\r\n"), bytes("zz\r\n{}\r\n0\r\n\r\n")),
                with(head("PUT", path, json + "Transfer-Encoding: chunked\r\n"), bytes("-1\r\n{}\r\n0\r\n\r\n")),
                with(head("PUT", path, json + "Transfer-Encoding: chunked\r\n"),
                bytes("ffffffffffffffff1\r\n{}\r\n0\r\n\r\n")),
                with(head("PUT", path, json + "Transfer-Encoding: chunked, chunked\r\n"),
                bytes("2\r\n{}\r\n0\r\n\r\n")),
                with(head("PUT", path, json + "Transfer-Encoding: no-such\r\n"), bytes("{}")),
                with(head("PUT", path, json), new byte[0])));
    }

    private Request encoding() {
        byte[] body = any(List.of(BOMB, bytes("{}"), new byte[0]));
        return any("content coding and compressed bomb", with(head("PUT", "/api/commands/hostile-" + Letter.newId(),
                jsonHeaders(body.length) + "Content-Encoding: " + any(List.of("gzip", "deflate", "br", "gzip, gzip",
                "x", ""))
                + "\r\n"), body), false);
    }

    private Request randomOctets() {
        byte[] body = letter(json.next("SQL and script in text"));
        byte[] request = with(head("PUT", "/api/commands/hostile-" + Letter.newId(), jsonHeaders(body.length)), body);
        // Neither length nor line ends: the server would wait for more, as it should.
        int headEnd = text(request).indexOf("Content-Length");
        for (int i = random.nextInt(5); i >= 0; i--) {
            request[random.nextInt(headEnd)] = (byte) (33 + random.nextInt(222));
        }
        return any("random octets in the request", request, true);
    }

    private Request login() {
        String header = any(List.of("Authorization: \r\n", "Authorization: Basic\r\n", "Authorization: Basic !!!\r\n",
                "Authorization: Basic Og==\r\n", "Authorization: Basic b3BlcmF0b3I6eA==\r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer a.b.c\r\n",
                "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJqb2hueSJ9.\r\n",
                "Authorization: Bearer " + "a".repeat(100_000) + "\r\n", "Authorization: Digest username=\"'\"\r\n",
                "Authorization: Bearer " + "e30.".repeat(500) + "\r\n"));
        String request = "GET " + any(List.of("/api/dead-letters", "/api/wallets/" + wallet, "/api/ledger/sums"))
                + " HTTP/1.1\r\n"
                + "Host: localhost\r\n" + header + "\r\n";
        return any("login and token", bytes(request), true);
    }

    private static Request any(String kind, byte[] octets, boolean mayHangUp) {
        return new Request(kind, octets, null, Set.of(), mayHangUp);
    }

    private byte[] head(String method, String path, String headers) {
        return headAs(authorization, method, path, headers);
    }

    private static byte[] headAs(String authorization, String method, String path, String headers) {
        return bytes(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + headers + "\r\n");
    }

    private byte[] head(String method, String path, String value, String header) {
        return head(method, path, header + ": " + value + "\r\n");
    }

    private static String jsonHeaders(int length) {
        return "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }

    private static byte[] gzip(int zeros) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(octets)) {
            zip.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static byte[] with(byte[] head, byte[] body) {
        return join(head, body);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            octets.writeBytes(part);
        }
        return octets.toByteArray();
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
