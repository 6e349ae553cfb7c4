package org.ewallet.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ewallet.contract.Codec;

/**
 * What the server itself refuses, outside of {@code /api} or before a resource is asked, as a problem: its own pages tell
 * classes and versions. {@code web.xml} names this servlet as the page of every error.
 */
@WebServlet(ProblemServlet.ADDRESS)
public class ProblemServlet extends HttpServlet {

    static final String ADDRESS = "/problem";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = problem(request);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        byte[] body = Codec.write(problem).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable e) {
            return new UnexpectedErrorMapper().problem(e);
        }
        // Without a status, somebody asked for this very address, where there is nothing.
        Response.Status status = Optional.ofNullable((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(Response.Status::fromStatusCode).orElse(Response.Status.NOT_FOUND);
        return Problem.ofStatus(status);
    }
}
