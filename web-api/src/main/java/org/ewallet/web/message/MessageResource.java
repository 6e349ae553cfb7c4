package org.ewallet.web.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.MessageBalance;
import org.ewallet.web.command.FrontDoorClock;
import org.ewallet.web.service.Services;

/** What became of all letters, for operators. */
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MessageResource {

    private static final List<String> BOXES = List.of(Destinations.ACCOUNT_COMMANDS, Destinations.WALLET_COMMANDS,
            Destinations.NOTIFICATION_COMMANDS);

    /** Well beyond the time that a transaction takes to commit. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_READINGS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Inject
    private Services services;

    @Inject
    private BrokerDepths broker;

    @Inject
    @FrontDoorClock
    private Clock clock;

    /**
     * One line per command box, also of a service that does not answer. Takes some ten seconds if a box does not add up,
     * or is too busy to tell.
     */
    @GET
    @Path("balance")
    public MessageBalance balance() {
        services.requireAll();
        try (BrokerDepths.Conversation conversation = broker.open()) {
            return new BalanceSheet(services::countedLetters, conversation::depth, clock,
                    () -> LockSupport.parkNanos(BETWEEN_READINGS_NANOS), PATIENCE).of(BOXES);
        }
    }

    /** What the services deployed here have counted: for the balance of a web API that runs elsewhere. */
    @GET
    @Path("counts")
    public Counts counts() {
        broker.requireSettled();
        return new Counts(services.letterCounts());
    }

    /** One line per box that ever had a letter. */
    public record Counts(List<LetterCount> counts) {
    }
}
