package org.ewallet.web.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * The web API of the notification service, for MicroProfile REST Client. As text, because the contract's codec reads
 * it. A server that scans would take it for a resource of this WAR, which is why {@code WebApi} lists its own.
 */
public interface NotificationApi {

    @GET
    @Path("notifications")
    @Produces(MediaType.APPLICATION_JSON)
    String notifications(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("personId") String personId, @QueryParam("commandId") String commandId,
            @QueryParam("cursor") String cursor);

    @GET
    @Path("notifications/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    String notification(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);

    @GET
    @Path("notifications/{id}/attempts")
    @Produces(MediaType.APPLICATION_JSON)
    String attempts(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);

    @GET
    @Path("messages/counts")
    @Produces(MediaType.APPLICATION_JSON)
    String letterCounts(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @GET
    @Path("commands/{commandId}")
    @Produces(MediaType.APPLICATION_JSON)
    String outcome(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("commandId") String commandId);
}
