package org.ewallet.web.operations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ewallet.contract.Codec;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.operations.Act;
import org.ewallet.messaging.operations.ActResult;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterAside;
import org.ewallet.messaging.operations.LetterGroup;
import org.ewallet.messaging.operations.LetterSelection;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.caller.Role;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Letters that were put aside, dead and invalid ones in the same way. */
@Path("{aside: dead-letters|invalid-letters}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AsideResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_BODY_BYTES = 16 * 1024;

    @Inject
    private OperatorDesks desks;

    @PathParam("aside")
    private String aside;

    @Context
    private SecurityContext context;

    @QueryParam("cause")
    private String cause;

    @QueryParam("limit")
    private String limit;

    /** How many there are, by box and cause. */
    @GET
    public Groups groups(@QueryParam("box") String box) {
        Caller caller = reader();
        LetterSelection selection = selection(box, null);
        return desks.at(caller.name(), desk -> new Groups(desk.groups(selection)));
    }

    /** What operators did with such letters, the newest last. */
    @GET
    @Path("acts")
    public Acts acts() {
        Caller caller = reader();
        int most = limit();
        return desks.at(caller.name(), desk -> new Acts(desk.acts(aside(), most)));
    }

    /** The letters put aside from one box, the oldest first. */
    @GET
    @Path("{box}")
    public Letters letters(@PathParam("box") String box) {
        Caller caller = reader();
        LetterSelection selection = selection(box, null);
        int most = limit();
        return desks.at(caller.name(), desk -> new Letters(desk.letters(selection, most)));
    }

    /** The letters with one id: of a sender's there may be several, each of which was put aside. */
    @GET
    @Path("{box}/{id}")
    public Letters letter(@PathParam("box") String box, @PathParam("id") String id) {
        Caller caller = reader();
        LetterSelection selection = selection(box, id);
        List<LetterAside> letters = desks.at(caller.name(), desk -> desk.letters(selection, MAX_LIMIT));
        if (letters.isEmpty()) {
            throw noSuchLetter(selection);
        }
        return new Letters(letters);
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public ActResult replayAll(InputStream body) throws IOException {
        return act(Act.Kind.REPLAY, null, null, body);
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public ActResult discardAll(InputStream body) throws IOException {
        return act(Act.Kind.DISCARD, null, null, body);
    }

    @POST
    @Path("{box}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public ActResult replayBox(@PathParam("box") String box, InputStream body) throws IOException {
        return act(Act.Kind.REPLAY, box, null, body);
    }

    @POST
    @Path("{box}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public ActResult discardBox(@PathParam("box") String box, InputStream body) throws IOException {
        return act(Act.Kind.DISCARD, box, null, body);
    }

    @POST
    @Path("{box}/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public ActResult replayLetter(@PathParam("box") String box, @PathParam("id") String id, InputStream body) throws IOException {
        return act(Act.Kind.REPLAY, box, id, body);
    }

    @POST
    @Path("{box}/{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public ActResult discardLetter(@PathParam("box") String box, @PathParam("id") String id, InputStream body) throws IOException {
        return act(Act.Kind.DISCARD, box, id, body);
    }

    private ActResult act(Act.Kind kind, String box, String id, InputStream body) throws IOException {
        Caller caller = Caller.of(context);
        caller.requireAny(Role.OPERATOR);
        LetterSelection selection = selection(box, id);
        String reason = reason(body);
        ActResult result = desks.at(caller.name(), desk -> kind == Act.Kind.REPLAY
                ? desk.replay(selection, reason) : desk.discard(selection, reason));
        if (id != null && result.letters() == 0) {
            throw noSuchLetter(selection);
        }
        return result;
    }

    private Caller reader() {
        Caller caller = Caller.of(context);
        caller.requireAny(Role.OPERATOR, Role.AUDITOR);
        return caller;
    }

    private Aside aside() {
        return aside.equals("dead-letters") ? Aside.DEAD : Aside.INVALID;
    }

    private LetterSelection selection(String box, String id) {
        return new LetterSelection(aside(), box, cause, id);
    }

    private int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX_LIMIT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as to a number out of range.
        }
        throw new InvalidMessageException("limit", "limit must be from 1 to " + MAX_LIMIT);
    }

    private static String reason(InputStream body) throws IOException {
        byte[] content = body.readNBytes(MAX_BODY_BYTES + 1);
        if (content.length > MAX_BODY_BYTES) {
            throw new ProblemException(Problem.tooLarge("an order has at most " + MAX_BODY_BYTES + " bytes"));
        }
        JsonNode order = Codec.readTree(new String(content, StandardCharsets.UTF_8));
        JsonNode reason = order.path("reason");
        if (!order.isObject()) {
            throw new InvalidMessageException("", "the body must be a JSON object, such as {\"reason\": \"repaired\"}");
        }
        if (reason.isMissingNode() || reason.isNull()) {
            return null;
        }
        if (!reason.isTextual()) {
            throw new InvalidMessageException("reason", "reason must be text");
        }
        return reason.textValue();
    }

    private static ProblemException noSuchLetter(LetterSelection selection) {
        return new ProblemException(Problem.notFound("no letter with this id lies in "
                + selection.aside().queue(selection.box())));
    }

    /** What {@code GET} of all answers. */
    public record Groups(List<LetterGroup> groups) {
    }

    /** Letters, the oldest first. */
    public record Letters(List<LetterAside> letters) {
    }

    /** Records, the newest last. */
    public record Acts(List<Act> acts) {
    }
}
