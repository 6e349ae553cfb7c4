package org.ewallet.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The least of an OpenID provider: it asks nobody for a password, and hands out one token, only to who proves to have
 * begun (PKCE).
 */
final class OpenIdProvider implements AutoCloseable {

    private static final String CODE = "code-of-the-test";

    private final HttpServer server;
    private volatile String token;
    private volatile String challenge;

    private OpenIdProvider(HttpServer server) {
        this.server = server;
    }

    static OpenIdProvider start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OpenIdProvider provider = new OpenIdProvider(server);
        server.createContext("/.well-known/openid-configuration", exchange -> provider.answer(exchange, 200, """
                {"authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token"}"""
                .formatted(provider.address())));
        server.createContext("/authorize", provider::authorize);
        server.createContext("/token", provider::token);
        server.start();
        return provider;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What whoever signs in next gets. */
    void willGive(String given) {
        token = given;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        challenge = asked.get("code_challenge");
        exchange.getResponseHeaders().set("Location",
                asked.get("redirect_uri") + "?code=" + CODE + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean isProven = CODE.equals(asked.get("code")) && sha256(asked.get("code_verifier")).equals(challenge);
        answer(exchange, isProven ? 200 : 400, "{\"access_token\": \"" + token + "\", \"token_type\": \"Bearer\"}");
    }

    private void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&")).map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String sha256(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
