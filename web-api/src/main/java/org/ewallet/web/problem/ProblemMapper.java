package org.ewallet.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Logger;

/** Answers with the problem of the exception; tells when to come back if it may pass. */
@Provider
public class ProblemMapper implements ExceptionMapper<ProblemException> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public Response toResponse(ProblemException e) {
        if (e.getCause() != null) {
            LOG.warning(() -> e.getMessage() + ": " + e.getCause());
        }
        Response.ResponseBuilder response = e.problem().response();
        if (e.problem().isUnavailable()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
