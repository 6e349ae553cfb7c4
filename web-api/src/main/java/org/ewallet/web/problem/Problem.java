package org.ewallet.web.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.ewallet.contract.InvalidMessageException;

/**
 * A problem of RFC 9457.
 *
 * @param type stable; {@code urn:ewallet:problem:<name>}
 * @param title the type in words
 * @param status of HTTP
 * @param detail what was wrong this time, and what would be right
 * @param field the parameter or field that was wrong; absent if it is none of them
 * @param incident finds the entry in the server's log; only in answers that the caller cannot explain
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String field, String incident) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:ewallet:problem:";
    private static final String UNAVAILABLE = TYPE_PREFIX + "unavailable";
    private static final String TOO_MANY_REQUESTS = TYPE_PREFIX + "too-many-requests";
    private static final int UNPROCESSABLE_CONTENT = 422;

    /** A parameter, or the request's body, cannot be read. */
    public static Problem invalidRequest(InvalidMessageException e) {
        return invalid("invalid-request", "The request is invalid", Response.Status.BAD_REQUEST.getStatusCode(),
                e.field(), e.getMessage());
    }

    /** The body can be read, but breaks the contract of the letter it carries. */
    public static Problem invalidData(String field, String detail) {
        return invalid("invalid-data", "The data of the letter is invalid", UNPROCESSABLE_CONTENT, field, detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(TYPE_PREFIX + "not-found", "Not found", Response.Status.NOT_FOUND.getStatusCode(), detail,
                null, null);
    }

    /** Who asks has not said who he is, or was not believed. */
    public static Problem unauthorized(String detail) {
        return new Problem(TYPE_PREFIX + "unauthorized", "A login is needed",
                Response.Status.UNAUTHORIZED.getStatusCode(), detail, null, null);
    }

    /** Who asks is known, and may not. */
    public static Problem forbidden(String detail) {
        return new Problem(TYPE_PREFIX + "forbidden", "Not allowed", Response.Status.FORBIDDEN.getStatusCode(), detail,
                null, null);
    }

    public static Problem tooLarge(String detail) {
        return new Problem(TYPE_PREFIX + "too-large", "The request is too large",
                Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(), detail, null, null);
    }

    /** Who asks asks too often, or for too much at once; the same request may do later. */
    public static Problem tooManyRequests(String detail) {
        return new Problem(TOO_MANY_REQUESTS, "Too many requests", Response.Status.TOO_MANY_REQUESTS.getStatusCode(),
                detail, null, null);
    }

    /** Something this answer needs is down for now; the same request may do later. */
    public static Problem unavailable(String detail) {
        return new Problem(UNAVAILABLE, "Not available now",
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), detail, null, null);
    }

    /** Asked at the wrong place; the same request will not do later. */
    public static Problem notDeployed(String service) {
        return new Problem(TYPE_PREFIX + "not-deployed", "The service is not deployed here",
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                "the " + service + " service is not deployed here and no address is configured", null, null);
    }

    static Problem internalError(String incident) {
        return new Problem(TYPE_PREFIX + "internal-error", "Something is broken here",
                Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                "the server's log has the cause under the incident's number", null, incident);
    }

    /** What the server's HTTP layer refuses, such as {@code method-not-allowed}. */
    static Problem ofStatus(Response.StatusType status) {
        String name = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return new Problem(TYPE_PREFIX + name, status.getReasonPhrase(), status.getStatusCode(), null, null, null);
    }

    /** Whether the same request may do with a login. */
    @JsonIgnore
    public boolean isUnauthorized() {
        return status == Response.Status.UNAUTHORIZED.getStatusCode();
    }

    /** Whether something that is needed is down for now. */
    @JsonIgnore
    public boolean isUnavailable() {
        return type.equals(UNAVAILABLE);
    }

    /** Whether the same request may do later. */
    public boolean mayDoLater() {
        return isUnavailable() || type.equals(TOO_MANY_REQUESTS);
    }

    /** An answer with this problem, to which headers may be added. */
    public Response.ResponseBuilder response() {
        return Response.status(status).entity(this).type(MEDIA_TYPE);
    }

    private static Problem invalid(String name, String title, int status, String field, String detail) {
        return new Problem(TYPE_PREFIX + name, title, status, detail, field.isEmpty() ? null : field, null);
    }
}
