package org.ewallet.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Logger;

/** Answers with the problem of the exception; tells when to come back if it may pass, and what token is needed if that helps. */
@Provider
public class ProblemMapper implements ExceptionMapper<ProblemException> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    /** Seconds until the broker may be back, or a limit per second counts anew. */
    private static final int RETRY_LATER = 5;
    private static final int RETRY_SOON = 1;

    /** RFC 6750: a code only if there was a token. */
    private static final String NO_TOKEN = "Bearer";
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

    @Override
    public Response toResponse(ProblemException e) {
        if (e.getCause() != null) {
            LOG.warning(() -> e.getMessage() + ": " + e.getCause());
        }
        Response.ResponseBuilder response = e.problem().response();
        if (e.problem().isUnavailable()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_LATER);
        }
        if (e.problem().isTooManyRequests()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SOON);
        }
        if (e.problem().isUnauthorized()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE,
                    e.problem().isInvalidToken() ? INVALID_TOKEN : NO_TOKEN);
        }
        return response.build();
    }
}
