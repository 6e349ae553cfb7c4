package org.ewallet.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces, which takes OTLP over HTTP. */
final class Collector implements AutoCloseable {

    private static final int OK = 200;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans of a trace that have come so far. */
    List<Span> trace(String id) {
        return spans.stream().filter(span -> hex(span.getTraceId().toByteArray()).equals(id)).toList();
    }

    static String id(Span span) {
        return hex(span.getSpanId().toByteArray());
    }

    static String parent(Span span) {
        return hex(span.getParentSpanId().toByteArray());
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().forEach(resource ->
                    resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(OK, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
