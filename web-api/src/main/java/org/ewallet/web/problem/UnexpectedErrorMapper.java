package org.ewallet.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.messaging.Ids;

/** Everything that no other mapper knows: 500 with an incident's number, under which the log has the cause. */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable e) {
        return problem(e).response().build();
    }

    Problem problem(Throwable e) {
        String incident = Ids.next();
        LOG.log(Level.SEVERE, e, () -> "incident " + incident);
        return Problem.internalError(incident);
    }
}
