package org.ewallet.benchmark.empty;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers an empty JSON object and does nothing for it. */
@Path("empty")
public class EmptyResource {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String get() {
        return "{}";
    }
}
