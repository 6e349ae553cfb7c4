package org.ewallet.web.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.MessageBalance;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.caller.Role;
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
    public MessageBalance balance(@Context SecurityContext context) {
        Caller caller = Caller.of(context);
        caller.requireAny(Role.OPERATOR, Role.AUDITOR);
        services.requireAll(caller);
        try (BrokerDepths.Conversation conversation = broker.open()) {
            return new BalanceSheet(() -> services.countedLetters(caller), conversation::depth, clock,
                    () -> LockSupport.parkNanos(BETWEEN_READINGS_NANOS), PATIENCE).of(BOXES);
        }
    }

    /** Every box as it stands. What came and went is counted from the broker's start on. */
    @GET
    @Path("boxes")
    public Boxes boxes(@Context SecurityContext security) {
        Caller.of(security).requireAny(Role.OPERATOR, Role.AUDITOR);
        try (BrokerDepths.Conversation conversation = broker.open()) {
            return new Boxes(clock.instant(), conversation.boxes());
        }
    }

    /** Which services are up: each answers, and reads its box. */
    @GET
    @Path("services")
    public ServiceList services(@Context SecurityContext security) {
        Caller caller = Caller.of(security);
        caller.requireAny(Role.OPERATOR, Role.AUDITOR);
        Map<String, String> silent = services.countedLetters(caller).silent();
        Map<String, Long> readers;
        try (BrokerDepths.Conversation conversation = broker.open()) {
            readers = conversation.boxes().stream().collect(Collectors.toMap(BoxState::name, BoxState::consumers));
        }
        return new ServiceList(BOXES.stream()
                .map(box -> ServiceState.of(box, silent.get(box), readers.getOrDefault(box, 0L))).toList(),
                broker.console().orElse(null));
    }

    /** What the services deployed here have counted: for the balance of a web API that runs elsewhere. */
    @GET
    @Path("counts")
    public Counts counts(@Context SecurityContext context) {
        Caller caller = Caller.of(context);
        caller.requireAny(Role.OPERATOR, Role.AUDITOR);
        broker.requireSettled();
        return new Counts(services.letterCounts(caller));
    }

    /**
     * The command boxes, then the durable subscriptions by name.
     *
     * @param asOf when the broker was asked
     */
    public record Boxes(Instant asOf, List<BoxState> boxes) {
    }

    /**
     * The services in a fixed order.
     *
     * @param consoleUrl the broker's own console; null if nobody said where it is
     */
    public record ServiceList(List<ServiceState> services, String consoleUrl) {
    }

    /** One line per box that ever had a letter. */
    public record Counts(List<LetterCount> counts) {
    }
}
