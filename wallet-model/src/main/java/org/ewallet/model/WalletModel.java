package org.ewallet.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ewallet.contract.Command;
import org.ewallet.contract.Message;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WithdrawFunds;

/**
 * What docs/messages.md promises, once more and without batches, tables or locks. It notes every objection to a letter and
 * answers the one that the contract names first; only what nobody objects to takes effect. It shares no code with what it
 * is to judge, and must not: not even the order of {@link Reason}.
 */
public final class WalletModel {

    /** The answer to a letter that took effect; a refused one is answered with the name of its {@link Reason}. */
    public static final String COMPLETED = "COMPLETED";
    /** The answer to a letter whose id was used before for something else. */
    public static final String REUSED = "ID_REUSED_WITH_OTHER_CONTENT";

    private static final List<Reason> PRECEDENCE = List.of(Reason.WALLET_UNKNOWN, Reason.HOLD_UNKNOWN,
            Reason.TRANSFER_UNKNOWN, Reason.PERSON_UNKNOWN, Reason.ALREADY_EXISTS, Reason.SAME_WALLET,
            Reason.CURRENCY_MISMATCH, Reason.WALLET_CLOSED, Reason.WALLET_BLOCKED, Reason.WALLET_NOT_EMPTY,
            Reason.HOLD_CLOSED, Reason.HOLD_EXPIRED, Reason.ALREADY_REVERSED, Reason.AMOUNT_EXCEEDS_HOLD,
            Reason.INSUFFICIENT_FUNDS, Reason.BALANCE_LIMIT);

    /** A wallet; without owner, the outside world in one currency. Amounts in minor units. */
    public static final class Purse {
        public String owner;
        public String currency;
        public long overdraft;
        public long balance;
        /** What a command has blocked; null if nothing. */
        public BlockMode block;
        /** Whether its owner is. */
        public boolean banned;
        public boolean closed;

        boolean stops(BlockMode way) {
            return banned || block == BlockMode.ALL || block == way;
        }
    }

    /** A hold. Amounts in minor units. */
    public static final class Reserve {
        public Purse from;
        public Purse to;
        public long amount;
        public long captured;
        /** From this instant on it is over; null for never. */
        public Instant until;
        /** How it was closed; null while it was not. */
        public String ended;

        /** The name of the status at an instant. */
        public String status(Instant now) {
            return ended != null ? ended : until != null && !until.isAfter(now) ? "EXPIRED" : "OPEN";
        }

        /** What is still reserved at an instant. */
        public long left(Instant now) {
            return status(now).equals("OPEN") ? amount - captured : 0;
        }
    }

    /** By wallet id. */
    public final Map<String, Purse> purses = new TreeMap<>();
    /** By hold id. */
    public final Map<String, Reserve> reserves = new TreeMap<>();
    /** The ids of transfers that were given back. */
    public final Set<String> reversed = new HashSet<>();
    private final Map<String, Purse> outside = new HashMap<>();
    private final Set<String> banned = new HashSet<>();
    private final Map<String, TransferFunds> transfers = new HashMap<>();
    private final Map<String, Message> letters = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Set<Reason> objections = EnumSet.noneOf(Reason.class);
    private Instant now;

    /** The key under which a service remembers a letter. */
    public static String keyOf(String id, Message letter) {
        return letter instanceof Command ? id
                : letter instanceof OrderPlaced order ? "order:" + order.orderId() : "event:" + id;
    }

    /** A letter is handled: {@link #COMPLETED}, the reason of a refusal, or {@link #REUSED}. */
    public String answer(String id, Message letter, Instant handledAt) {
        String key = keyOf(id, letter);
        Message first = letters.putIfAbsent(key, letter);
        if (first != null) {
            return first.equals(letter) ? answers.get(key) : REUSED;
        }
        now = handledAt;
        objections.clear();
        Runnable effect = judge(id, letter);
        if (objections.isEmpty()) {
            effect.run();
        }
        String answer = PRECEDENCE.stream().filter(objections::contains).findFirst().map(Reason::name).orElse(COMPLETED);
        answers.put(key, answer);
        return answer;
    }

    /** A hold is closed because its time is over. */
    public void expire(String holdId) {
        reserves.get(holdId).ended = "EXPIRED";
    }

    /** Whether the account service is known to have banned a person. */
    public boolean isBanned(String personId) {
        return banned.contains(personId);
    }

    /** Adds a wallet. */
    public Purse open(String walletId, String owner, String currency, long overdraft) {
        Purse purse = new Purse();
        purse.owner = owner;
        purse.banned = banned.contains(owner);
        purse.currency = currency;
        purse.overdraft = overdraft;
        purses.put(walletId, purse);
        return purse;
    }

    /** What is outside in a currency: the opposite of all wallets. */
    public Purse outside(String currency) {
        return outside.computeIfAbsent(currency, name -> {
            Purse purse = new Purse();
            purse.currency = name;
            return purse;
        });
    }

    /** What open holds reserve of a wallet at an instant. */
    public long held(Purse purse, Instant at) {
        return reserves.values().stream().filter(reserve -> reserve.from == purse).mapToLong(reserve -> reserve.left(at))
                .sum();
    }

    /** What a wallet can pay at an instant. */
    public long available(Purse purse, Instant at) {
        return purse.balance - held(purse, at) + purse.overdraft;
    }

    private Runnable judge(String id, Message letter) {
        if (letter instanceof OpenWallet it) {
            objectIf(purses.containsKey(it.walletId()), Reason.ALREADY_EXISTS);
            return () -> open(it.walletId(), it.ownerId(), it.currency(), it.overdraftLimitMinor());
        }
        if (letter instanceof CloseWallet it) {
            Purse purse = usable(it.walletId());
            objectIf(purse.balance != 0 || held(purse, now) != 0, Reason.WALLET_NOT_EMPTY);
            return () -> purse.closed = true;
        }
        if (letter instanceof BlockWallet it) {
            Purse purse = usable(it.walletId());
            return () -> purse.block = it.mode();
        }
        if (letter instanceof UnblockWallet it) {
            Purse purse = usable(it.walletId());
            return () -> purse.block = null;
        }
        if (letter instanceof DepositFunds it) {
            return pay(outside(it.currency()), purse(it.walletId()), it.amountMinor(), it.currency());
        }
        if (letter instanceof WithdrawFunds it) {
            return pay(purse(it.walletId()), outside(it.currency()), it.amountMinor(), it.currency());
        }
        if (letter instanceof OrderPlaced it) {
            Purse payer = purse(it.personId() + "." + it.currency());
            objectIf(!it.personId().equals(payer.owner), Reason.WALLET_UNKNOWN);
            return pay(payer, purse(it.merchantWalletId()), it.amountMinor(), it.currency());
        }
        if (letter instanceof TransferFunds it) {
            Runnable payment = pay(purse(it.sourceWalletId()), purse(it.targetWalletId()), it.amountMinor(),
                    it.currency());
            return () -> {
                payment.run();
                transfers.put(id, it);
            };
        }
        if (letter instanceof ReverseTransfer it) {
            TransferFunds transfer = transfers.get(it.transferId());
            if (transfer == null) {
                objectIf(true, Reason.TRANSFER_UNKNOWN);
                return null;
            }
            objectIf(reversed.contains(it.transferId()), Reason.ALREADY_REVERSED);
            Runnable payment = pay(purse(transfer.targetWalletId()), purse(transfer.sourceWalletId()),
                    transfer.amountMinor(), transfer.currency());
            return () -> {
                payment.run();
                reversed.add(it.transferId());
            };
        }
        if (letter instanceof HoldFunds it) {
            Reserve reserve = new Reserve();
            reserve.from = purse(it.walletId());
            reserve.to = purse(it.targetWalletId());
            reserve.amount = it.amountMinor();
            reserve.until = it.expiresAt();
            objectIf(reserves.containsKey(it.holdId()), Reason.ALREADY_EXISTS);
            objectToParties(reserve.from, reserve.to, it.currency());
            objectIf(reserve.status(now).equals("EXPIRED"), Reason.HOLD_EXPIRED);
            objectIf(it.amountMinor() > available(reserve.from, now), Reason.INSUFFICIENT_FUNDS);
            return () -> reserves.put(it.holdId(), reserve);
        }
        if (letter instanceof CaptureHold it) {
            Reserve reserve = usableReserve(it.holdId());
            long amount = it.amountMinor() == null ? reserve.left(now) : it.amountMinor();
            objectToParties(reserve.from, reserve.to, reserve.from.currency);
            objectIf(amount > reserve.left(now), Reason.AMOUNT_EXCEEDS_HOLD);
            objectToSize(reserve.from, reserve.to, amount);
            return () -> {
                reserve.captured += amount;
                reserve.from.balance -= amount;
                reserve.to.balance += amount;
                reserve.ended = it.isFinal() || reserve.captured == reserve.amount ? "CAPTURED" : null;
            };
        }
        if (letter instanceof ReleaseHold it) {
            Reserve reserve = usableReserve(it.holdId());
            return () -> reserve.ended = "RELEASED";
        }
        if (letter instanceof PersonRegistered it) {
            String walletId = it.personId() + "." + it.currency();
            Purse known = purses.get(walletId);
            objectIf(known != null && !known.owner.equals(it.personId()), Reason.ALREADY_EXISTS);
            return known != null ? () -> { } : () -> open(walletId, it.personId(), it.currency(), 0);
        }
        if (letter instanceof PersonBanned it) {
            return () -> {
                banned.add(it.personId());
                ban(it.personId(), true);
            };
        }
        if (letter instanceof PersonReinstated it) {
            return () -> {
                banned.remove(it.personId());
                ban(it.personId(), false);
            };
        }
        throw new IllegalArgumentException("the contract says nothing of " + letter);
    }

    private void ban(String owner, boolean is) {
        purses.values().stream().filter(purse -> purse.owner.equals(owner)).forEach(purse -> purse.banned = is);
    }

    private void objectIf(boolean applies, Reason reason) {
        if (applies) {
            objections.add(reason);
        }
    }

    /** An unknown one is objected to and stands in for itself, so that all other objections can be asked for. */
    private Purse purse(String walletId) {
        objectIf(!purses.containsKey(walletId), Reason.WALLET_UNKNOWN);
        return purses.getOrDefault(walletId, outside("nowhere"));
    }

    private Purse usable(String walletId) {
        Purse purse = purse(walletId);
        objectIf(purse.closed, Reason.WALLET_CLOSED);
        return purse;
    }

    private Reserve usableReserve(String holdId) {
        Reserve reserve = reserves.get(holdId);
        if (reserve == null) {
            objectIf(true, Reason.HOLD_UNKNOWN);
            reserve = new Reserve();
            reserve.from = outside("nowhere");
            reserve.to = outside("nowhere");
        }
        String status = reserve.status(now);
        objectIf(status.equals("CAPTURED") || status.equals("RELEASED"), Reason.HOLD_CLOSED);
        objectIf(status.equals("EXPIRED"), Reason.HOLD_EXPIRED);
        return reserve;
    }

    private Runnable pay(Purse source, Purse target, long amount, String currency) {
        objectToParties(source, target, currency);
        objectIf(source.owner != null && amount > available(source, now), Reason.INSUFFICIENT_FUNDS);
        objectToSize(source, target, amount);
        return () -> {
            source.balance -= amount;
            target.balance += amount;
        };
    }

    private void objectToParties(Purse source, Purse target, String currency) {
        objectIf(source == target, Reason.SAME_WALLET);
        objectIf(!source.currency.equals(currency) || !target.currency.equals(currency), Reason.CURRENCY_MISMATCH);
        objectIf(source.closed || target.closed, Reason.WALLET_CLOSED);
        objectIf(source.stops(BlockMode.DEBIT) || target.stops(BlockMode.CREDIT), Reason.WALLET_BLOCKED);
    }

    /** What is in a wallet, with its overdraft, must fit into 64 bits. */
    private void objectToSize(Purse source, Purse target, long amount) {
        BigInteger moved = BigInteger.valueOf(amount);
        BigInteger after = BigInteger.valueOf(target.balance).add(BigInteger.valueOf(target.overdraft)).add(moved);
        BigInteger before = BigInteger.valueOf(source.balance).subtract(moved);
        objectIf(after.bitLength() > 63 || before.bitLength() > 63, Reason.BALANCE_LIMIT);
    }
}
