package org.ewallet.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.Codec;

/** Tells the page where people sign in. Open to everybody, because nobody has signed in yet; nothing in it is secret. */
@WebServlet("/app/sign-in.json")
public class SignInPlace extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The address of an OpenID provider, the issuer of the tokens. */
    @Inject
    @ConfigProperty(name = "ewallet.oidc.provider")
    private transient Optional<String> provider;

    /** As whom the provider knows the page. */
    @Inject
    @ConfigProperty(name = "ewallet.oidc.client.id")
    private transient Optional<String> clientId;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write(Codec.write(new Place(provider.orElse(null), clientId.orElse("ewallet")))
                .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where people sign in.
     *
     * @param provider null: with a token that somebody gives them
     */
    private record Place(String provider, String clientId) {
    }
}
