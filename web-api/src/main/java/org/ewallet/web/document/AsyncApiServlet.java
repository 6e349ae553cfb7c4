package org.ewallet.web.document;

import jakarta.servlet.annotation.WebServlet;

/** The description of addresses and messages: {@code docs/asyncapi.yaml}. */
@WebServlet("/asyncapi")
public class AsyncApiServlet extends DocumentServlet {

    private static final long serialVersionUID = 1L;

    public AsyncApiServlet() {
        super("asyncapi.yaml", "application/vnd.aai.asyncapi");
    }
}
