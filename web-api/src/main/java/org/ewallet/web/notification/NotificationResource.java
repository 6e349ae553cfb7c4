package org.ewallet.web.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.ewallet.contract.Require;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;

/** Notifications, newest first. */
@Path("notifications")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class NotificationResource {

    @Inject
    private Services services;

    /**
     * A page of notifications.
     *
     * @param personId only those of this person; optional, also for a person, who sees their own
     * @param commandId only those that this letter caused; optional
     * @param cursor the {@code nextCursor} of the page before; optional
     */
    @GET
    public NotificationPage notifications(@QueryParam("personId") String personId,
            @QueryParam("commandId") String commandId, @QueryParam("cursor") String cursor,
            @Context SecurityContext context) {
        Caller caller = Caller.of(context);
        Require.optionalId("personId", personId);
        Require.optionalId("commandId", commandId);
        String whose = personId == null && caller.isPerson() ? caller.name() : personId;
        caller.requireReadOf(whose);
        return services.notification(caller).notifications(whose, commandId, cursor);
    }

    @GET
    @Path("{id}")
    public NotificationView notification(@PathParam("id") String id, @Context SecurityContext context) {
        return readable(id, Caller.of(context));
    }

    /** Each hand-over of a notification to a provider, and what came of it. */
    @GET
    @Path("{id}/attempts")
    public NotificationAttempts attempts(@PathParam("id") String id, @Context SecurityContext context) {
        Caller caller = Caller.of(context);
        readable(id, caller);
        return services.notification(caller).attempts(id).orElseThrow(() -> unknown(id));
    }

    /** The notification, if there is one and the caller may read it; that of nobody's is for auditors. */
    private NotificationView readable(String id, Caller caller) {
        Require.id("id", id);
        NotificationView notification = services.notification(caller).notification(id).orElseThrow(() -> unknown(id));
        caller.requireReadOf(notification.personId());
        return notification;
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.notFound("there is no notification " + id));
    }
}
