package org.ewallet.web.problem;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * What a query bean threw, without what its container put around it. Jersey has a mapper for this, but one that asks
 * the others twice, and so makes two incidents of one.
 */
@Provider
public class EjbExceptionMapper implements ExceptionMapper<EJBException> {

    @Override
    public Response toResponse(EJBException e) {
        return new UnexpectedErrorMapper().toResponse(unwrapped(e));
    }

    private static Throwable unwrapped(Throwable e) {
        return e instanceof EJBException && e.getCause() != null ? unwrapped(e.getCause()) : e;
    }
}
