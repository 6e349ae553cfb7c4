package org.ewallet.web.browser;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the headers for browsers on every answer, and answers their questions about other origins by itself. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class BrowserFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Where people sign in, if pages may. */
    @Inject
    @ConfigProperty(name = "ewallet.oidc.provider")
    private transient Optional<String> provider;

    /** Origins whose pages may ask the API, such as {@code https://shop.example.org}. */
    @Inject
    @ConfigProperty(name = "ewallet.cors.origins")
    private transient Optional<String> origins;

    private transient SecurityHeaders security;
    private transient ForeignPages foreign;

    @Override
    public void init() {
        security = new SecurityHeaders(provider);
        foreign = new ForeignPages(origins.map(names -> Set.copyOf(List.of(names.split("\\s*,\\s*")))).orElse(Set.of()));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        security.of(request.isSecure()).forEach(response::setHeader);
        String origin = request.getHeader("Origin");
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            Map<String, String> allowed = foreign.before(origin);
            allowed.forEach(response::setHeader);
            response.setStatus(allowed.isEmpty() ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        foreign.of(origin).forEach(response::setHeader);
        chain.doFilter(request, response);
    }
}
