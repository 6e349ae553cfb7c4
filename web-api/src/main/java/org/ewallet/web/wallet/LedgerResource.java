package org.ewallet.web.wallet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.caller.Role;
import org.ewallet.web.service.Services;

/** The whole ledger in a few lines, for operators and audits. */
@Path("ledger")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class LedgerResource {

    @Inject
    private Services services;

    /** One line per currency; each sum is zero, or money was made or lost. Reads every entry. */
    @GET
    @Path("sums")
    public LedgerSums sums(@Context SecurityContext context) {
        Caller.of(context).requireAny(Role.AUDITOR);
        return new LedgerSums(services.wallet().ledgerSums());
    }

    /** One line per invariant; that one is broken is an answer too, not an error. Reads every row, several times. */
    @GET
    @Path("audit")
    public AuditReport audit(@Context SecurityContext context) {
        Caller.of(context).requireAny(Role.AUDITOR);
        return services.wallet().audit();
    }

    /** The sums of all currencies. */
    public record LedgerSums(List<LedgerSum> sums) {
    }
}
