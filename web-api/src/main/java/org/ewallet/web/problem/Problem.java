package org.ewallet.web.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.ewallet.contract.InvalidMessageException;

/**
 * A problem of RFC 9457.
 *
 * @param type stable; {@code urn:ewallet:problem:<name>}, see {@link ProblemType}
 * @param title the type in words
 * @param status of HTTP
 * @param detail what was wrong this time, and what would be right
 * @param field the first parameter or field that was wrong; absent if it is none of them
 * @param errors every parameter or field that was wrong; absent if it is none of them
 * @param incident finds the entry in the server's log; only in answers that the caller cannot explain
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String field, List<FieldError> errors,
        String incident) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Of RFC 9457: the status says all. */
    private static final String NO_TYPE = "about:blank";

    /** A parameter, or the request's body, cannot be read. */
    public static Problem invalidRequest(InvalidMessageException e) {
        return e.field().isEmpty() ? of(ProblemType.INVALID_REQUEST, e.getMessage())
                : of(ProblemType.INVALID_REQUEST, List.of(FieldError.of(e)));
    }

    /**
     * The body can be read, but breaks the contract of the letter it carries.
     *
     * @param errors one or more
     */
    public static Problem invalidData(List<FieldError> errors) {
        return of(ProblemType.INVALID_DATA, errors);
    }

    public static Problem notFound(String detail) {
        return of(ProblemType.NOT_FOUND, detail);
    }

    /** Who asks has not said who they are. */
    public static Problem unauthorized(String detail) {
        return of(ProblemType.UNAUTHORIZED, detail);
    }

    /** Who asks has said who they are, and was not believed. */
    public static Problem invalidToken(String detail) {
        return of(ProblemType.INVALID_TOKEN, detail);
    }

    /** Who asks is known, and may not. */
    public static Problem forbidden(String detail) {
        return of(ProblemType.FORBIDDEN, detail);
    }

    /**
     * A letter with this id was handled that said something else.
     *
     * @param fields in which they differ
     */
    public static Problem idReused(String letterId, List<String> fields) {
        return of(ProblemType.ID_REUSED, fields.stream().map(field -> new FieldError(field,
                field + " differs from the letter " + letterId + " that was handled")).toList());
    }

    public static Problem tooLarge(String detail) {
        return of(ProblemType.TOO_LARGE, detail);
    }

    /** Who asks asks too often, or for too much at once; the same request may do later. */
    public static Problem tooManyRequests(String detail) {
        return of(ProblemType.TOO_MANY_REQUESTS, detail);
    }

    /** Something this answer needs is down for now; the same request may do later. */
    public static Problem unavailable(String detail) {
        return of(ProblemType.UNAVAILABLE, detail);
    }

    /** Asked at the wrong place; the same request will not do later. */
    public static Problem notDeployed(String service) {
        return of(ProblemType.NOT_DEPLOYED, "the " + service + " service is not deployed here and no address is configured");
    }

    static Problem internalError(String incident) {
        return new Problem(ProblemType.INTERNAL_ERROR.urn(), ProblemType.INTERNAL_ERROR.title(),
                ProblemType.INTERNAL_ERROR.status(), "the server's log has the cause under the incident's number", null, null,
                incident);
    }

    /** What the server's HTTP layer refuses, such as {@code method-not-allowed}. */
    static Problem ofStatus(Response.StatusType status) {
        if (status == Response.Status.NOT_FOUND) {
            return notFound("there is nothing at this address");
        }
        return ProblemType.of(status).map(type -> of(type, (String) null)).orElseGet(() -> new Problem(NO_TYPE,
                status.getReasonPhrase(), status.getStatusCode(), null, null, null, null));
    }

    /** Whether the same request may do with a token, or another token. */
    @JsonIgnore
    public boolean isUnauthorized() {
        return status == ProblemType.UNAUTHORIZED.status();
    }

    /** Whether there was a token that was not believed. */
    @JsonIgnore
    public boolean isInvalidToken() {
        return is(ProblemType.INVALID_TOKEN);
    }

    /** Whether the same request may do later. */
    @JsonIgnore
    public boolean isUnavailable() {
        return is(ProblemType.UNAVAILABLE);
    }

    /** Whether the same request may do in a second. */
    @JsonIgnore
    public boolean isTooManyRequests() {
        return is(ProblemType.TOO_MANY_REQUESTS);
    }

    /** An answer with this problem, to which headers may be added. */
    public Response.ResponseBuilder response() {
        return Response.status(status).entity(this).type(MEDIA_TYPE);
    }

    private boolean is(ProblemType one) {
        return type.equals(one.urn());
    }

    private static Problem of(ProblemType type, String detail) {
        return new Problem(type.urn(), type.title(), type.status(), detail, null, null, null);
    }

    private static Problem of(ProblemType type, List<FieldError> errors) {
        return new Problem(type.urn(), type.title(), type.status(), errors.get(0).detail(), errors.get(0).field(), errors, null);
    }
}
