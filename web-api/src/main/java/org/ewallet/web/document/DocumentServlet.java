package org.ewallet.web.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A document in YAML, as it was written, or in JSON for whoever prefers that ({@code Accept}). */
abstract class DocumentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final byte[] yaml;
    private final byte[] json;
    private final String mediaType;

    /**
     * @param file beside this class
     * @param mediaType of the YAML; that of the JSON has the suffix {@code +json}
     */
    DocumentServlet(String file, String mediaType) {
        this.mediaType = mediaType;
        try (InputStream content = DocumentServlet.class.getResourceAsStream(file)) {
            yaml = content.readAllBytes();
            json = json(yaml).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static JsonNode json(byte[] yaml) throws IOException {
        return new YAMLMapper().readTree(yaml);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean prefersJson = Preference.of(request.getHeader(HttpHeaders.ACCEPT)).isForJson();
        byte[] content = prefersJson ? json : yaml;
        response.setContentType((prefersJson ? mediaType + "+json" : mediaType) + ";charset=utf-8");
        response.setContentLength(content.length);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(content);
    }
}
