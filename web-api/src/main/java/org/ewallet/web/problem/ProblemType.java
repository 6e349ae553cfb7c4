package org.ewallet.web.problem;

import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of problems. A type never changes its meaning: programs tell problems apart by it. */
public enum ProblemType {
    /** A parameter, or the request's body, cannot be read. */
    INVALID_REQUEST(400, "The request is invalid"),
    /** Who asks has not said who they are. */
    UNAUTHORIZED(401, "A token is needed"),
    /** Who asks has said who they are, and was not believed. */
    INVALID_TOKEN(401, "The token is not valid"),
    /** Who asks is known, and may not. */
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    /** A letter with this id was handled that said something else. */
    ID_REUSED(409, "The id was used for another letter"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** The body can be read, but breaks the contract of the letter it carries. */
    INVALID_DATA(422, "The data of the letter is invalid"),
    /** Who asks asks too often, or for too much at once; the same request may do later. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something is broken here"),
    /** Something this answer needs is down for now; the same request may do later. */
    UNAVAILABLE(503, "Not available now"),
    /** Asked at the wrong place; the same request will not do later. */
    NOT_DEPLOYED(503, "The service is not deployed here");

    private static final String PREFIX = "urn:ewallet:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The type that says no more than a status does; empty if there is none. */
    static Optional<ProblemType> of(Response.StatusType status) {
        return Arrays.stream(values()).filter(type -> type.status == status.getStatusCode()).findFirst();
    }

    /** Such as {@code urn:ewallet:problem:not-found}. */
    public String urn() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The status of HTTP that comes with it. */
    public int status() {
        return status;
    }

    /** The type in words. */
    public String title() {
        return title;
    }
}
