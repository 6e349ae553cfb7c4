package org.ewallet.cli.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.model.WalletModel;
import org.ewallet.model.WalletModel.Purse;
import org.ewallet.model.WalletModel.Reserve;

/**
 * Decides every letter once more in the {@link WalletModel}, in the order in which the stream of events says that the
 * service did, and compares: outcome by outcome, event by event, and the wallets as they stand at the end.
 */
final class Replay {

    /** From the event until it is committed; it may be in doubt until a server has recovered. */
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(90);

    private static final String BANNED = "BANNED";
    private static final String REGISTERED = "REGISTERED";
    private static final String REJECTED_EVENT = "CommandRejected";

    /** The event that tells of a completed command. */
    private static final Map<String, String> EVENT_OF = Map.ofEntries(
            Map.entry("OpenWallet", "WalletOpened"), Map.entry("CloseWallet", "WalletClosed"),
            Map.entry("BlockWallet", "WalletBlocked"), Map.entry("UnblockWallet", "WalletUnblocked"),
            Map.entry("DepositFunds", "FundsDeposited"), Map.entry("WithdrawFunds", "FundsWithdrawn"),
            Map.entry("TransferFunds", "TransferCompleted"), Map.entry("ReverseTransfer", "TransferReversed"),
            Map.entry("HoldFunds", "FundsHeld"), Map.entry("CaptureHold", "HoldCaptured"),
            Map.entry("ReleaseHold", "HoldReleased"));

    private final Evidence evidence;
    private final WalletModel model = new WalletModel();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Decided> commands = new LinkedHashMap<>();
    private final Map<String, Message> accountEvents = new LinkedHashMap<>();
    private final List<PersonBanned> unplacedBans = new ArrayList<>();
    private final Map<String, Instant> openedForPersons = new HashMap<>();
    private final Topic walletTopic;
    private final Topic accountTopic;
    private int decisions;
    private int overtaken;
    private int raced;

    private Replay(Evidence evidence) {
        this.evidence = evidence;
        this.walletTopic = new Topic(Destinations.WALLET_EVENTS, evidence.walletEvents());
        this.accountTopic = new Topic(Destinations.ACCOUNT_EVENTS, evidence.accountEvents());
    }

    /**
     * What the replay says.
     *
     * @param findings what is not as it must be; empty if all is
     * @param decisions letters and reactions that were decided once more
     * @param repeated events that came twice with the same id and content
     * @param overtaken bans and reinstatements that found nothing to do, because a later one was faster
     * @param raced commands that did not find a wallet which was being opened for a new person
     */
    record Verdict(List<String> findings, int decisions, int repeated, int overtaken, int raced) {
    }

    /** A command and what became of it. */
    private record Decided(int index, Letter letter, Message message, Outcome outcome) {

        String answer() {
            return outcome.reason() == null ? outcome.status().name() : outcome.reason().name();
        }

        boolean isOf(Class<?> family) {
            return family.isInstance(message);
        }
    }

    static Verdict judge(Evidence evidence) {
        Replay replay = new Replay(evidence);
        replay.run();
        return new Verdict(List.copyOf(replay.findings), replay.decisions,
                replay.walletTopic.repeated() + replay.accountTopic.repeated(), replay.overtaken,
                replay.raced);
    }

    private void run() {
        findings.addAll(walletTopic.findings());
        findings.addAll(accountTopic.findings());
        readCommands();
        replayAccounts();
        replayWallets();
        compareWallets();
        compareHolds();
        comparePersons();
    }

    private void readCommands() {
        for (Letter letter : evidence.letters()) {
            Outcome outcome = evidence.outcomes().get(letter.id());
            if (outcome == null) {
                findings.add(letter.type() + " " + letter.id() + " was accepted and has no outcome");
                continue;
            }
            if (!outcome.type().equals(letter.type()) || !outcome.commandId().equals(letter.id())) {
                findings.add("the outcome of " + letter.type() + " " + letter.id() + " is that of " + outcome.type() + " "
                        + outcome.commandId());
                continue;
            }
            read(letter).ifPresent(message ->
                    commands.put(letter.id(), new Decided(commands.size(), letter, message, outcome)));
        }
    }

    private static Optional<Message> read(Letter letter) {
        return MessageTypes.of(WalletCommand.class).find(letter.type()).map(type -> (Message) Codec.read(letter.data(), type))
                .or(() -> MessageTypes.of(AccountCommand.class).find(letter.type())
                        .map(type -> (Message) Codec.read(letter.data(), type)));
    }

    /** One box, one listener: the commands were decided in the order of their time and, within a batch, as sent. */
    private void replayAccounts() {
        Map<String, Told> events = new HashMap<>();
        for (Told event : accountTopic.events()) {
            Told other = events.put(String.valueOf(event.causationId()), event);
            if (other != null) {
                findings.add("two events tell of " + event.causationId() + ": " + other.type() + ", " + event.type());
            }
            MessageTypes.of(AccountEvent.class).find(event.type())
                    .ifPresent(type -> accountEvents.put(event.id(), Codec.read(event.data(), type)));
        }
        Map<String, String> status = new HashMap<>();
        commands.values().stream().filter(command -> command.isOf(AccountCommand.class)).sorted(inOrder())
                .forEach(command -> replayAccount(command, status, events.remove(command.letter().id())));
        events.forEach((cause, event) ->
                findings.add(event.type() + " " + event.id() + " is caused by " + cause + ", which nobody sent"));
        status.forEach((person, expected) -> requireEqual("person " + person, expected, evidence.persons().get(person)));
    }

    private void replayAccount(Decided command, Map<String, String> status, Told event) {
        decisions++;
        String person = ((AccountCommand) command.message()).personId();
        String before = status.get(person);
        String expected;
        String told = null;
        if (command.message() instanceof RegisterPerson) {
            expected = before == null ? WalletModel.COMPLETED : "ALREADY_EXISTS";
            told = before == null ? "PersonRegistered" : null;
            status.putIfAbsent(person, REGISTERED);
        } else {
            boolean bans = command.message() instanceof BanPerson;
            expected = before == null ? "PERSON_UNKNOWN" : WalletModel.COMPLETED;
            if (before != null && !before.equals(bans ? BANNED : REGISTERED)) {
                told = bans ? "PersonBanned" : "PersonReinstated";
                status.put(person, bans ? BANNED : REGISTERED);
            }
        }
        requireEqual(nameOf(command), expected, command.answer());
        if (!command.answer().equals(WalletModel.COMPLETED)) {
            requireRejection(command, event == null ? List.of() : List.of(event));
        } else if (!Objects.equals(told, event == null ? null : event.type())) {
            findings.add(nameOf(command) + ": " + (told == null ? "no event" : told) + " should tell of it, and "
                    + (event == null ? "nothing" : event.type()) + " does");
        }
    }

    private void replayWallets() {
        Map<String, List<Told>> byCause = new LinkedHashMap<>();
        for (Told event : walletTopic.events()) {
            String cause = event.causationId() == null ? "no letter: " + event.id() : event.causationId();
            byCause.computeIfAbsent(cause, unseen -> new ArrayList<>()).add(event);
        }
        List<Decided> silent = new ArrayList<>(commands.values().stream()
                .filter(command -> command.isOf(WalletCommand.class) && !byCause.containsKey(command.letter().id()))
                .sorted(inOrder()).toList());
        accountEvents.forEach((id, event) -> {
            if (!byCause.containsKey(id)) {
                noteSilentReaction(id, event);
            }
        });
        byCause.forEach((cause, events) -> {
            Decided command = commands.get(cause);
            if (command != null) {
                while (!silent.isEmpty() && inOrder().compare(silent.get(0), command) < 0) {
                    decideSilently(silent.remove(0));
                }
                decide(command, events);
            } else if (accountEvents.get(cause) != null) {
                react(cause, accountEvents.get(cause), events);
            } else if (events.get(0).type().equals("HoldExpired")) {
                expire(events.get(0));
            } else {
                findings.add(events.get(0).type() + " " + events.get(0).id() + " is caused by " + cause
                        + ", which nobody sent");
            }
        });
        silent.forEach(this::decideSilently);
    }

    private void noteSilentReaction(String id, Message event) {
        if (event instanceof PersonRegistered) {
            findings.add("PersonRegistered " + id + " opened no wallet");
        } else {
            overtaken++;
            if (event instanceof PersonBanned ban) {
                unplacedBans.add(ban);
            }
        }
    }

    /** Only to unblock what is not blocked is completed and told to nobody. */
    private void decideSilently(Decided command) {
        if (command.message() instanceof UnblockWallet && command.answer().equals(WalletModel.COMPLETED)) {
            answer(command);
        } else {
            findings.add(nameOf(command) + " is " + command.answer() + ", and no event tells of it");
        }
    }

    private void decide(Decided command, List<Told> events) {
        boolean banned = command.message() instanceof OpenWallet open && isBorn(open.ownerId(), events);
        answer(command);
        if (!command.answer().equals(WalletModel.COMPLETED)) {
            requireRejection(command, events);
            return;
        }
        String first = EVENT_OF.get(command.letter().type());
        requireTypes(nameOf(command), banned ? List.of(first, "WalletBlocked") : List.of(first), events);
        requireSameContent(command, events.get(0));
    }

    private void answer(Decided command) {
        decisions++;
        if (missedAnOpening(command)) {
            return;
        }
        requireEqual(nameOf(command),
                model.answer(command.letter().id(), command.message(), command.outcome().completedAt()),
                command.answer());
    }

    /**
     * Whether a command asked for a wallet just before it was opened for a new person. Both are handled at once by two
     * listeners, and what is not there yet cannot be locked: the refusal may be told after the opening.
     */
    private boolean missedAnOpening(Decided command) {
        if (!command.answer().equals("WALLET_UNKNOWN")) {
            return false;
        }
        JsonNode asked = Codec.readTree(command.letter().data());
        boolean missed = Stream.of("walletId", "sourceWalletId", "targetWalletId")
                .map(field -> openedForPersons.get(asked.path(field).asText()))
                .anyMatch(opened -> opened != null
                        && command.outcome().completedAt().isBefore(opened.plus(LONGEST_OPENING)));
        raced += missed ? 1 : 0;
        return missed;
    }

    /** Whether a wallet is blocked from the beginning; a ban that found no wallet to block is known from that only. */
    private boolean isBorn(String owner, List<Told> events) {
        if (events.size() > 1 && !model.isBanned(owner)) {
            unplacedBans.stream().filter(ban -> ban.personId().equals(owner)).findFirst().ifPresent(ban -> {
                unplacedBans.remove(ban);
                model.answer("unplaced-" + unplacedBans.size(), ban, events.get(0).time());
            });
        }
        return model.isBanned(owner);
    }

    private void react(String id, Message cause, List<Told> events) {
        String name = cause.getClass().getSimpleName() + " " + id;
        decisions++;
        if (cause instanceof PersonRegistered registered) {
            openedForPersons.put(events.get(0).data().path("walletId").asText(), events.get(0).time());
            boolean banned = isBorn(registered.personId(), events);
            requireTypes(name, banned ? List.of("WalletOpened", "WalletBlocked") : List.of("WalletOpened"), events);
        } else if (cause instanceof PersonBanned ban) {
            requireWallets(name, "WalletBlocked", events, model.purses.entrySet().stream()
                    .filter(entry -> ban.personId().equals(entry.getValue().owner))
                    .filter(entry -> !entry.getValue().closed && !entry.getValue().banned)
                    .map(Map.Entry::getKey).toList());
        } else if (cause instanceof PersonReinstated reinstated) {
            requireWallets(name, "WalletUnblocked", events, model.purses.entrySet().stream()
                    .filter(entry -> reinstated.personId().equals(entry.getValue().owner))
                    .filter(entry -> !entry.getValue().closed && entry.getValue().banned && entry.getValue().block == null)
                    .map(Map.Entry::getKey).toList());
        }
        requireEqual(name, model.answer(id, cause, events.get(0).time()), WalletModel.COMPLETED);
    }

    private void expire(Told event) {
        String holdId = event.data().path("holdId").asText();
        Reserve hold = model.reserves.get(holdId);
        if (hold == null || hold.ended != null || hold.until == null || hold.until.isAfter(event.time())) {
            findings.add("HoldExpired of " + holdId + ", which is "
                    + (hold == null ? "unknown" : hold.ended != null ? hold.ended : "not over"));
            return;
        }
        requireEqual("what was left of " + holdId, hold.amount - hold.captured, event.data().path("amountMinor").asLong());
        model.expire(holdId);
    }

    private void requireRejection(Decided command, List<Told> events) {
        requireTypes(nameOf(command), List.of(REJECTED_EVENT), events);
        if (!events.isEmpty()) {
            requireEqual("the reason in the event of " + nameOf(command), command.answer(),
                    events.get(0).data().path("reason").asText());
        }
    }

    private void requireTypes(String what, List<String> expected, List<Told> events) {
        requireEqual("the events of " + what, expected, events.stream().map(Told::type).toList());
    }

    private void requireWallets(String what, String type, List<Told> events, List<String> walletIds) {
        requireEqual("the events of " + what, walletIds.stream().map(id -> type + " " + id).toList(), events.stream()
                .map(event -> event.type() + " " + event.data().path("walletId").asText()).sorted().toList());
    }

    /** What command and event both tell, they tell alike; how much was captured is reckoned by the model. */
    private void requireSameContent(Decided command, Told event) {
        JsonNode asked = Codec.readTree(Codec.write(command.message()));
        event.data().fields().forEachRemaining(field -> {
            JsonNode same = asked.get(field.getKey());
            if (same != null && !same.isNull() && !same.equals(field.getValue())) {
                // A final capture that uses all of a hold may be told as final though it was not asked to be.
                if (!field.getKey().equals("final")) {
                    findings.add(nameOf(command) + ": " + field.getKey() + " is told as " + field.getValue() + ", not "
                            + same);
                }
            }
        });
        if (command.message() instanceof CaptureHold capture && model.reserves.containsKey(capture.holdId())) {
            requireEqual("captured of " + capture.holdId(), model.reserves.get(capture.holdId()).captured,
                    event.data().path("capturedMinor").asLong());
        }
    }

    private void compareWallets() {
        Set<String> all = new TreeSet<>(model.purses.keySet());
        all.addAll(evidence.wallets().keySet());
        for (String walletId : all) {
            requireEqual("wallet " + walletId, textOf(model.purses.get(walletId)),
                    textOf(evidence.wallets().get(walletId)));
        }
    }

    private void compareHolds() {
        Set<String> all = new TreeSet<>(model.reserves.keySet());
        all.addAll(evidence.holds().keySet());
        for (String holdId : all) {
            Reserve expected = model.reserves.get(holdId);
            HoldView found = evidence.holds().get(holdId);
            requireEqual("hold " + holdId, expected == null ? "none"
                    : expected.amount + " " + expected.captured + " " + (expected.ended == null ? "OPEN" : expected.ended),
                    found == null ? "none" : found.amountMinor() + " " + found.capturedMinor() + " " + found.status());
        }
    }

    /** The last word of the account service must have reached the wallets, whatever was overtaken before. */
    private void comparePersons() {
        evidence.persons().forEach((person, status) -> model.purses.forEach((walletId, purse) -> {
            if (purse.owner.equals(person) && !purse.closed) {
                requireEqual("whether " + walletId + " is blocked because of its owner", status.equals(BANNED),
                        purse.banned);
            }
        }));
    }

    private String textOf(Purse purse) {
        if (purse == null) {
            return "none";
        }
        String state = purse.closed ? "CLOSED" : purse.banned ? "BLOCKED ALL"
                : purse.block != null ? "BLOCKED " + purse.block : "OPEN";
        long held = model.reserves.values().stream()
                .filter(reserve -> reserve.from == purse && reserve.ended == null)
                .mapToLong(reserve -> reserve.amount - reserve.captured).sum();
        return purse.owner + ": " + purse.balance + " " + purse.currency + ", held " + held + ", " + state;
    }

    private static String textOf(WalletView view) {
        if (view == null) {
            return "none";
        }
        String mode = view.status() == WalletView.Status.BLOCKED ? " " + view.blockMode() : "";
        return view.ownerId() + ": " + view.balanceMinor() + " " + view.currency() + ", held " + view.heldMinor() + ", "
                + view.status() + mode;
    }

    private void requireEqual(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            findings.add(what + ": should be " + expected + ", is " + found);
        }
    }

    private static String nameOf(Decided command) {
        return command.letter().type() + " " + command.letter().id();
    }

    private static Comparator<Decided> inOrder() {
        return Comparator.comparing((Decided command) -> command.outcome().completedAt())
                .thenComparing(Decided::index);
    }
}
