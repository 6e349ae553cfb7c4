package org.ewallet.web.problem;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.ewallet.contract.InvalidMessageException;

/**
 * What a query bean threw, without what its container put around it. Jersey has a mapper for this, but one that asks
 * the others twice, and so makes two incidents of one.
 */
@Provider
public class EjbExceptionMapper implements ExceptionMapper<EJBException> {

    @Override
    public Response toResponse(EJBException e) {
        Throwable cause = unwrapped(e);
        return cause instanceof InvalidMessageException invalid
                ? new InvalidMessageMapper().toResponse(invalid) : new UnexpectedErrorMapper().toResponse(cause);
    }

    private static Throwable unwrapped(Throwable e) {
        return e instanceof EJBException && e.getCause() != null ? unwrapped(e.getCause()) : e;
    }
}
