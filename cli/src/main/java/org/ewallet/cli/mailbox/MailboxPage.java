package org.ewallet.cli.mailbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Shows what was sent: a page for people, and JSON ({@code /mails}, {@code /sms}, both with {@code ?to=}). */
final class MailboxPage implements AutoCloseable {

    private static final int SHOWN = 200;
    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;
    private final Store<Mail> mails;
    private final Store<Sms> messages;

    MailboxPage(int port, Store<Mail> mails, Store<Sms> messages) throws IOException {
        this.mails = mails;
        this.messages = messages;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"GET".equals(exchange.getRequestMethod())) {
                send(exchange, METHOD_NOT_ALLOWED, "text/plain", "Only GET.\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, OK, "text/html", html());
                case "/mails" -> send(exchange, OK, "application/json", json(exchange, mails.all(), Mail::to));
                case "/sms" -> send(exchange, OK, "application/json", json(exchange, messages.all(), Sms::to));
                default -> send(exchange, NOT_FOUND, "text/plain", "There are /, /mails and /sms.\n");
            }
        }
    }

    private static <T> String json(HttpExchange exchange, List<T> all, Function<T, String> recipient)
            throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || !query.startsWith("to=")) {
            return JSON.writeValueAsString(all);
        }
        String to = URLDecoder.decode(query.substring("to=".length()), StandardCharsets.UTF_8);
        return JSON.writeValueAsString(all.stream().filter(one -> recipient.apply(one).equalsIgnoreCase(to)).toList());
    }

    private String html() {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Mailbox</title>
                <style>
                body { font-family: sans-serif; margin: 2rem; max-width: 60rem }
                table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top;
                padding: .4rem .8rem .4rem 0; border-top: 1px solid #ccc } pre { margin: 0; white-space: pre-wrap }
                td:last-child { width: 60% }
                iframe { display: block; width: 100%; height: 35rem; margin: .4rem 0; border: 1px solid #ccc;
                resize: vertical; overflow: auto }
                </style></head><body>
                <h1>Mailbox</h1>
                <p>What E-Wallet sent, the newest first. Nothing of it left this machine.</p>
                """);
        page.append("<h2>SMS</h2><table><tr><th>when<th>to<th>text</tr>");
        for (Sms sms : newestFirst(messages.all())) {
            page.append("<tr>").append(cell(sms.receivedAt())).append(cell(sms.to())).append(cell(sms.text()))
                    .append("</tr>");
        }
        page.append("</table><h2>Mail</h2><table><tr><th>when<th>to<th>mail</tr>");
        for (Mail mail : newestFirst(mails.all())) {
            page.append("<tr>").append(cell(mail.receivedAt())).append(cell(mail.to()))
                    .append("<td><b>").append(escaped(mail.subject())).append("</b>").append(content(mail))
                    .append("</td></tr>");
        }
        return page.append("</table></body></html>\n").toString();
    }

    private static <T> List<T> newestFirst(List<T> all) {
        List<T> newest = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        Collections.reverse(newest);
        return newest;
    }

    /** The HTML of a mail is a document of its own that may do nothing: run no script, load nothing, lead nowhere. */
    private static String content(Mail mail) {
        String text = "<pre>" + escaped(mail.text()) + "</pre>";
        return mail.html().isEmpty() ? text
                : "<iframe sandbox loading=\"lazy\" title=\"HTML\" srcdoc=\"" + escaped(mail.html()) + "\"></iframe>"
                        + "<details><summary>as plain text</summary>" + text + "</details>";
    }

    private static String cell(String text) {
        return "<td>" + escaped(text) + "</td>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }
}
