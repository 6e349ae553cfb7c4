package org.ewallet.web.caller;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.ewallet.messaging.Sender;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * Who makes a request.
 *
 * @param name the token's; the id of the person if the caller is one
 * @param roles none if the caller is a person
 * @param token what the caller showed, for asking another process in their name; never to be logged
 */
public record Caller(String name, Set<Role> roles, String token) implements Principal {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /**
     * Who makes this request.
     *
     * @throws ProblemException of status 401 if nobody has signed in
     */
    public static Caller of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new ProblemException(Problem.unauthorized("a bearer token is needed in the header Authorization"));
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean isPerson() {
        return roles.isEmpty();
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whom the front door speaks for when this caller sends a letter. */
    public Sender sender() {
        return isPerson() ? new Sender(name) : Sender.SYSTEM;
    }

    /** Whether what belongs to a person may be shown: to that person and to auditors. */
    public boolean mayRead(String personId) {
        return is(Role.AUDITOR) || isPerson() && name.equals(personId);
    }

    /**
     * Returns if what belongs to a person may be shown.
     *
     * @throws ProblemException of status 403 if not
     */
    public void requireReadOf(String personId) {
        if (!mayRead(personId)) {
            throw new ProblemException(Problem.forbidden(name + " may not read what belongs to somebody else"));
        }
    }

    /**
     * Returns if the outcome of a letter may be shown: to the person who sent it, and to whoever has a role.
     *
     * @param personId who sent it; null if that was a system
     * @throws ProblemException of status 403 if not
     */
    public void requireOutcomeOf(String personId) {
        if (isPerson()) {
            requireReadOf(personId);
        }
    }

    /**
     * Returns if the caller may send commands: persons, about what is theirs, and trusted systems.
     *
     * @throws ProblemException of status 403 if not
     */
    public void requireCommands() {
        if (!isPerson()) {
            requireAny(Role.SENDER);
        }
    }

    /**
     * Returns if the caller has one of some roles.
     *
     * @throws ProblemException of status 403 if not
     */
    public void requireAny(Role... allowed) {
        if (Arrays.stream(allowed).noneMatch(roles::contains)) {
            throw new ProblemException(Problem.forbidden("this needs the role "
                    + Arrays.stream(allowed).map(Role::group).collect(Collectors.joining(" or "))));
        }
    }

    /** Without the token, so that it gets into no log. */
    @Override
    public String toString() {
        return name + " " + roles;
    }
}
