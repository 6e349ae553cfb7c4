package org.ewallet.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.ewallet.contract.InvalidMessageException;

/** A parameter that breaks the contract is the caller's error: 400. */
@Provider
public class InvalidMessageMapper implements ExceptionMapper<InvalidMessageException> {

    @Override
    public Response toResponse(InvalidMessageException e) {
        return Problem.invalidRequest(e).response().build();
    }
}
