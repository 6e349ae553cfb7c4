package org.ewallet.web.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.caller.Role;
import org.ewallet.web.service.Services;

/** What happens to the caller's wallets, while it happens. */
@Path("events")
@ApplicationScoped
public class EventResource {

    private static final byte[] BEGIN = ": from now on\n\n".getBytes(StandardCharsets.UTF_8);

    @Inject
    private Services services;

    @Inject
    private LiveEvents events;

    /**
     * Streams events until either side ends the connection.
     *
     * @param suspended keeps JAX-RS from answering; it is never resumed, the stream itself is the answer
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Suspended AsyncResponse suspended, @Context HttpServletRequest request,
            @Context SecurityContext context) throws IOException {
        Caller caller = Caller.of(context);
        AsyncContext connection = request.getAsyncContext();
        EventStream stream = new EventStream(caller.name(), interest(caller), connection);
        events.add(stream);
        try {
            begin(stream, caller, connection);
        } catch (RuntimeException e) {
            events.remove(stream);
            throw e;
        }
    }

    private void begin(EventStream stream, Caller caller, AsyncContext connection) {
        if (caller.isPerson()) {
            // Only now, when a wallet that is opened meanwhile is told of already.
            stream.interest().add(services.wallet().walletsOf(caller.name()).stream().map(WalletView::walletId).toList());
        }
        HttpServletResponse response = (HttpServletResponse) connection.getResponse();
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.SERVER_SENT_EVENTS + ";charset=utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        stream.write(BEGIN);
        stream.begin();
    }

    private static Interest interest(Caller caller) {
        if (caller.isPerson()) {
            return Interest.inWalletsOf(caller.name());
        }
        caller.requireAny(Role.AUDITOR);
        return Interest.inEverything();
    }
}
