package org.ewallet.web.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.ewallet.contract.Require;
import org.ewallet.contract.account.PersonView;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;

/** One person. */
@Path("persons/{personId}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PersonResource {

    @Inject
    private Services services;

    /** Whether the person is registered or banned; 404 if neither. */
    @GET
    public PersonView person(@PathParam("personId") String personId, @Context SecurityContext context) {
        Require.id("personId", personId);
        Caller.of(context).requireReadOf(personId);
        return services.account().person(personId)
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no person " + personId)));
    }

    /** The person's wallets; an empty list if there are none, whether or not there is such a person. */
    @GET
    @Path("wallets")
    public WalletList wallets(@PathParam("personId") String personId, @Context SecurityContext context) {
        Require.id("personId", personId);
        Caller.of(context).requireReadOf(personId);
        return new WalletList(services.wallet().walletsOf(personId));
    }

    /** The wallets of a person. */
    public record WalletList(List<WalletView> wallets) {
    }
}
