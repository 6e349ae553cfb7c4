package org.ewallet.web.caller;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Arrays;
import org.ewallet.web.problem.ProblemException;

/** Lets nobody in without a token that is to be believed, whatever is asked for. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class SignIn implements ContainerRequestFilter {

    @Inject
    private BearerTokens tokens;

    /**
     * Tells the resources who the caller is.
     *
     * @throws ProblemException of status 401 or 503, as {@link BearerTokens#read}
     */
    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = tokens.read(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        request.setSecurityContext(new SignedIn(caller, request.getSecurityContext().isSecure()));
    }

    /** The JAX-RS form of a caller. */
    record SignedIn(Caller caller, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return Arrays.stream(Role.values()).anyMatch(one -> one.group().equals(role) && caller.is(one));
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
