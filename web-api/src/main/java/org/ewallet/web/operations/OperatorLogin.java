package org.ewallet.web.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * Who asks, by HTTP Basic (RFC 7617).
 *
 * @param user a user of the broker
 * @param password his password there
 */
record OperatorLogin(String user, String password) {

    private static final String SCHEME = "Basic ";

    /**
     * Reads the header {@code Authorization}.
     *
     * @throws ProblemException of status 401 if it is missing or not of this form
     */
    static OperatorLogin read(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused();
        }
        String login;
        try {
            login = new String(Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip()),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
        int colon = login.indexOf(':');
        if (colon < 1 || colon == login.length() - 1) {
            throw refused();
        }
        return new OperatorLogin(login.substring(0, colon), login.substring(colon + 1));
    }

    private static ProblemException refused() {
        return new ProblemException(Problem.unauthorized("log in by HTTP Basic as an operator of the broker"));
    }

    /** Without the password, so that it gets into no log. */
    @Override
    public String toString() {
        return user;
    }
}
