package org.ewallet.web.service;

import jakarta.ejb.EJBException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ewallet.contract.Command;
import java.util.stream.Stream;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.LetterCountQueries;
import org.ewallet.contract.OutcomeQueries;
import org.ewallet.contract.account.AccountQueries;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.wallet.WalletQueries;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** The queries that can be asked from here; asking for one that cannot be is answered with a problem of status 503. */
public final class Services {

    private static final Set<String> NOT_DATA = Set.of("type", "sender");

    private final Optional<AccountQueries> account;
    private final Optional<WalletQueries> wallet;
    private final Optional<NotificationQueries> notification;
    private final List<OutcomeQueries> outcomes;
    private final List<LetterCountQueries> letterCounts;
    private final Optional<RemoteNotification> elsewhere;

    /**
     * All that can be asked is deployed here.
     *
     * @param outcomes the memories of all services
     * @param letterCounts the counts of all services
     */
    public Services(Optional<AccountQueries> account, Optional<WalletQueries> wallet,
            Optional<NotificationQueries> notification, List<OutcomeQueries> outcomes,
            List<LetterCountQueries> letterCounts) {
        this(account, wallet, notification, outcomes, letterCounts, Optional.empty());
    }

    /**
     * @param elsewhere the notification service, if it is in another process; that one judges by itself what the caller
     *     may know
     */
    Services(Optional<AccountQueries> account, Optional<WalletQueries> wallet,
            Optional<NotificationQueries> notification, List<OutcomeQueries> outcomes,
            List<LetterCountQueries> letterCounts, Optional<RemoteNotification> elsewhere) {
        this.account = account;
        this.wallet = wallet;
        this.notification = notification;
        this.outcomes = List.copyOf(outcomes);
        this.letterCounts = List.copyOf(letterCounts);
        this.elsewhere = elsewhere;
    }

    public AccountQueries account() {
        return account.orElseThrow(() -> new ProblemException(Problem.notDeployed("account")));
    }

    public WalletQueries wallet() {
        return wallet.orElseThrow(() -> new ProblemException(Problem.notDeployed("wallet")));
    }

    public NotificationQueries notification(Caller caller) {
        return notification.or(() -> elsewhere.map(remote -> remote.as(caller)))
                .orElseThrow(() -> new ProblemException(Problem.notDeployed("notification")));
    }

    /**
     * Returns if each service can be asked from here.
     *
     * @throws ProblemException that names one which cannot
     */
    public void requireAll(Caller caller) {
        account();
        wallet();
        notification(caller);
    }

    /** How many letters came to which end, of all services that can be asked from here. */
    public List<LetterCount> letterCounts(Caller caller) {
        return counting(caller).stream().flatMap(counts -> counts.letterCounts().stream()).toList();
    }

    /** The same; but of a service that does not answer, only why it does not. */
    public CountedLetters countedLetters(Caller caller) {
        List<LetterCount> counts = new ArrayList<>();
        Map<String, String> silent = new HashMap<>();
        for (LetterCountQueries service : counting(caller)) {
            try {
                counts.addAll(service.letterCounts());
            } catch (ProblemException e) {
                if (!e.problem().isUnavailable()) {
                    throw e;
                }
                silent.put(service.commandBox(), e.problem().detail());
            } catch (EJBException inTheLogOfTheServer) {
                silent.put(service.commandBox(),
                        "the service cannot read what it has counted; the server's log has the cause");
            }
        }
        return new CountedLetters(counts, silent);
    }

    /**
     * The outcome of a command as it was first answered, whichever service handled it; empty if none is known now. A
     * service in another process that does not answer knows none for now: its absence touches no other service's commands.
     */
    public Optional<KnownOutcome> outcomeOf(String commandId, Caller caller) {
        return Stream.concat(outcomes.stream(), elsewhere.map(remote -> remote.as(caller)).stream())
                .flatMap(memory -> outcomeIn(memory, commandId).stream()).findFirst();
    }

    /**
     * In which fields of its JSON a letter differs from the one of this id that a service here has handled, such as {@code type}
     * and {@code data.amountMinor}, or {@code sender}; none if it is a repeat or is new.
     *
     * @param sentBy the person who sends it; null if a trusted system does
     */
    public List<String> differences(String commandId, Command command, String sentBy) {
        return outcomes.stream().flatMap(memory -> memory.differences(commandId, command, sentBy).stream())
                .map(field -> NOT_DATA.contains(field) ? field : "data." + field).toList();
    }

    private List<LetterCountQueries> counting(Caller caller) {
        return Stream.concat(letterCounts.stream(), elsewhere.map(remote -> remote.as(caller)).stream()).toList();
    }

    private static Optional<KnownOutcome> outcomeIn(OutcomeQueries memory, String commandId) {
        try {
            return memory.outcomeOf(commandId);
        } catch (ProblemException e) {
            if (e.problem().isUnavailable()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
