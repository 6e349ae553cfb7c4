package org.ewallet.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.Require;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;

/** One command, by the id that its sender chose. */
@Path("commands/{commandId}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CommandResource {

    private static final int MAX_BODY_BYTES = 1024 * 1024;

    @Inject
    private Services services;

    @Inject
    private LetterDrop drop;

    @Inject
    private OutcomeWaiters waiters;

    @Inject
    private RateLimits limits;

    @Inject
    private KnownLetters known;

    /**
     * The outcome, byte for byte as it was first answered; 404 with status UNKNOWN while no service has one.
     *
     * @param wait for how long to wait until there is one, such as {@code 5s}; optional
     */
    @GET
    public CompletionStage<Response> outcome(@PathParam("commandId") String commandId, @QueryParam("wait") String wait,
            @Context SecurityContext context) {
        Caller caller = Caller.of(context);
        Require.id("commandId", commandId);
        return waiters.await(WaitTime.of(wait), () -> readable(commandId, caller))
                .thenApply(outcome -> outcome.map(known -> Response.ok(known.json()))
                        .orElseGet(() -> Response.status(Response.Status.NOT_FOUND).entity(UnknownOutcome.of(commandId)))
                        .type(MediaType.APPLICATION_JSON)
                        .build());
    }

    /** Puts a letter into the box it belongs to and answers 202 at once; a repeat is harmless. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("commandId") String commandId, InputStream body, @Context UriInfo address,
            @Context SecurityContext context) throws IOException {
        Caller caller = Caller.of(context);
        caller.requireCommands();
        limits.requireLeave(caller.name());
        DroppedLetter letter = DroppedLetter.read(Require.id("commandId", commandId), limited(body));
        known.requireNoOther(letter, caller.sender());
        drop.put(letter, caller.sender());
        return Response.accepted().location(address.getAbsolutePath()).build();
    }

    private Optional<KnownOutcome> readable(String commandId, Caller caller) {
        Optional<KnownOutcome> outcome = services.outcomeOf(commandId, caller);
        outcome.ifPresent(known -> caller.requireOutcomeOf(known.personId()));
        return outcome;
    }

    private static byte[] limited(InputStream body) throws IOException {
        byte[] content = body.readNBytes(MAX_BODY_BYTES + 1);
        if (content.length > MAX_BODY_BYTES) {
            throw new ProblemException(Problem.tooLarge("a letter has at most " + MAX_BODY_BYTES + " bytes"));
        }
        return content;
    }

    /** No service knows of the command: it was never sent, or it still lies in a box. */
    public record UnknownOutcome(String commandId, String status) {

        static UnknownOutcome of(String commandId) {
            return new UnknownOutcome(commandId, "UNKNOWN");
        }
    }
}
