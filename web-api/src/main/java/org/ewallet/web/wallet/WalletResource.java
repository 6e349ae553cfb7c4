package org.ewallet.web.wallet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Require;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.web.Revalidated;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.command.FrontDoorClock;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;

/** One wallet. 404 if there is none of that id. */
@Path("wallets/{walletId}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class WalletResource {

    @Inject
    private Services services;

    @Inject
    @FrontDoorClock
    private Clock clock;

    @GET
    @Revalidated
    public WalletView wallet(@PathParam("walletId") String walletId, @Context SecurityContext context) {
        return readable(walletId, context);
    }

    /**
     * The balance.
     *
     * @param at RFC 3339: as it stood at that instant; absent: now
     */
    @GET
    @Path("balance")
    public BalanceView balance(@PathParam("walletId") String walletId, @QueryParam("at") String at,
            @Context SecurityContext context) {
        Instant now = clock.instant();
        WalletView wallet = readable(walletId, context);
        return at == null ? wallet.balance(now)
                : found(walletId, services.wallet().balanceAt(walletId, Codec.instant("at", at)));
    }

    @GET
    @Path("statement")
    public StatementPage statement(@PathParam("walletId") String walletId, @BeanParam StatementParameters parameters,
            @Context SecurityContext context) {
        readable(walletId, context);
        return found(walletId, services.wallet().statement(walletId, parameters.request()));
    }

    /** The same entries for spreadsheets; the next page, if there is one, is in the header {@code Link}. */
    @GET
    @Path("statement")
    @Produces(StatementCsv.MEDIA_TYPE)
    public Response statementAsCsv(@PathParam("walletId") String walletId, @BeanParam StatementParameters parameters,
            @Context UriInfo address, @Context SecurityContext context) {
        StatementPage page = statement(walletId, parameters, context);
        Response.ResponseBuilder response = Response.ok(StatementCsv.write(page)).header(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"statement-" + walletId + ".csv\"");
        if (page.nextCursor() != null) {
            response.link(address.getRequestUriBuilder().replaceQueryParam("cursor", "{cursor}")
                    .build(page.nextCursor()), "next");
        }
        return response.build();
    }

    @GET
    @Path("holds")
    public HoldList holds(@PathParam("walletId") String walletId, @Context SecurityContext context) {
        readable(walletId, context);
        return new HoldList(found(walletId, services.wallet().holds(walletId)));
    }

    /** The wallet, if there is one and the caller may read it. */
    private WalletView readable(String walletId, SecurityContext context) {
        Caller caller = Caller.of(context);
        Require.id("walletId", walletId);
        WalletView wallet = found(walletId, services.wallet().wallet(walletId));
        caller.requireReadOf(wallet.ownerId());
        return wallet;
    }

    private static <T> T found(String walletId, Optional<T> answer) {
        return answer.orElseThrow(() -> new ProblemException(Problem.notFound("there is no wallet " + walletId)));
    }

    /** The holds of a wallet. */
    public record HoldList(List<HoldView> holds) {
    }
}
