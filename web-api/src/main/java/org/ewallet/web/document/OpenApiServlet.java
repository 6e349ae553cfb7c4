package org.ewallet.web.document;

import jakarta.servlet.annotation.WebServlet;

/** The description of the web API. */
@WebServlet("/openapi")
public class OpenApiServlet extends DocumentServlet {

    private static final long serialVersionUID = 1L;

    public OpenApiServlet() {
        super("openapi.yaml", "application/vnd.oai.openapi");
    }
}
