package org.ewallet.web.caller;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * Who makes a request.
 *
 * @param name the token's; the id of the person if the caller is one
 * @param roles none if the caller is a person
 */
public record Caller(String name, Set<Role> roles) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Who makes this request; while no sign-in is asked for, somebody with every role. */
    public static Caller of(SecurityContext context) {
        if (context.getUserPrincipal() == null) {
            return new Caller("anonymous", EnumSet.allOf(Role.class));
        }
        return new Caller(context.getUserPrincipal().getName(), Arrays.stream(Role.values())
                .filter(role -> context.isUserInRole(role.group())).collect(Collectors.toSet()));
    }

    public boolean isPerson() {
        return roles.isEmpty();
    }

    /** Whether what belongs to a person may be shown: to that person and to auditors. */
    public boolean mayRead(String personId) {
        return roles.contains(Role.AUDITOR) || isPerson() && name.equals(personId);
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
}
