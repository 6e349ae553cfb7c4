package org.ewallet.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.ewallet.web.caller.SignIn;
import org.ewallet.web.command.CommandResource;
import org.ewallet.web.event.EventResource;
import org.ewallet.web.message.MessageResource;
import org.ewallet.web.notification.NotificationResource;
import org.ewallet.web.operations.AsideResource;
import org.ewallet.web.person.PersonResource;
import org.ewallet.web.problem.EjbExceptionMapper;
import org.ewallet.web.problem.InvalidMessageMapper;
import org.ewallet.web.problem.ProblemMapper;
import org.ewallet.web.problem.UnexpectedErrorMapper;
import org.ewallet.web.problem.WebApplicationMapper;
import org.ewallet.web.wallet.LedgerResource;
import org.ewallet.web.wallet.WalletResource;

/**
 * All resources and providers. Listed, because a server that scans takes the client of another process for a resource.
 */
@ApplicationPath("/api")
public class WebApi extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(WalletResource.class, LedgerResource.class, PersonResource.class, NotificationResource.class,
                CommandResource.class, MessageResource.class, AsideResource.class, EventResource.class,
                JsonWriter.class,
                ProtectiveHeaders.class, SignIn.class, EntityTags.class,
                ProblemMapper.class, InvalidMessageMapper.class, WebApplicationMapper.class, EjbExceptionMapper.class,
                UnexpectedErrorMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        // Jersey's own description of the resources; OpenAPI is the one to read.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
