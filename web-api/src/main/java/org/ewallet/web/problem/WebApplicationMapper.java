package org.ewallet.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS itself refuses (404, 405, 406, 415, ...), with its headers, as a problem. */
@Provider
public class WebApplicationMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException e) {
        Response refused = e.getResponse();
        if (refused.getStatusInfo().getFamily() != Response.Status.Family.CLIENT_ERROR
                && refused.getStatusInfo().getFamily() != Response.Status.Family.SERVER_ERROR) {
            return refused;
        }
        Response.ResponseBuilder response = Problem.ofStatus(refused.getStatusInfo()).response();
        refused.getHeaders().forEach((name, values) -> {
            if (!HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                    && !HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }
}
