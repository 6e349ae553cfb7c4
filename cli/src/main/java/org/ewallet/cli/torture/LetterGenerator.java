package org.ewallet.cli.torture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ewallet.cli.clients.Letter;

/**
 * Random letters, always the same ones for a seed: about few wallets, holds and transfers, so that they meet often. Of a
 * hundred about thirty repeat an earlier letter and two take its id for something else.
 *
 * <p>Persons who may be banned own wallets that no command blocks or closes: what a ban does to them can then be told
 * from the events.
 */
final class LetterGenerator {

    /** Letters with this reference are made to fail by {@link Point#WHILE_PARKING}. */
    static final String FAILING = "made-to-fail";

    private static final int REPEATS_PERCENT = 30;
    private static final int CONFLICTS_PERCENT = 2;
    private static final int RECENT = 100;
    private static final int FAILING_PER_ROUND = 3;
    private static final long FIRST_DEPOSIT = 100_000;
    private static final long HUGE = 1_000_000_000_000_000L;
    private static final long[] AMOUNTS = {1, 7, 50, 100, 333, 2_000};
    private static final int EXPIRY_SPREAD_MILLIS = 21_000;

    private final Random random;
    private final String prefix;
    private final List<Letter> sent = new ArrayList<>();
    private final List<String> freeWallets = new ArrayList<>();
    private final List<String> personWallets = new ArrayList<>();
    /** Opened by a reaction, at another time than the letters beside it: nobody asks for them in the same round. */
    private final List<String> walletsToCome = new ArrayList<>();
    private final List<String> extraWallets = new ArrayList<>();
    private final List<String> persons = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();
    private final List<String> transfers = new ArrayList<>();
    private int ids;
    private int beforeThisRound;

    LetterGenerator(long seed) {
        this.random = new Random(seed);
        this.prefix = "s" + Long.toUnsignedString(seed, Character.MAX_RADIX);
    }

    /** What there is before the first round: persons, wallets and some money in them. */
    List<Post> beginning() {
        List<Post> posts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            add(posts, Post.Kind.NEW, register("b" + i));
        }
        for (int i = 1; i <= 6; i++) {
            String wallet = prefix + "-w" + i + (i == 6 ? ".USD" : ".EUR");
            freeWallets.add(wallet);
            add(posts, Post.Kind.NEW, letter("OpenWallet", "walletId", wallet, "ownerId", prefix + "-o" + i % 3,
                    "currency", currency(wallet), "overdraftLimitMinor", i == 1 ? 1_000 : 0));
            add(posts, Post.Kind.NEW, letter("DepositFunds", "walletId", wallet, "amountMinor", FIRST_DEPOSIT,
                    "currency", currency(wallet)));
        }
        return posts;
    }

    /**
     * The letters of a round.
     *
     * @param number of the round, from 1
     * @param count how many
     * @param now when holds begin to expire; a letter that is repeated keeps the time it was made with
     */
    List<Post> round(int number, int count, Instant now) {
        beforeThisRound = sent.size();
        personWallets.addAll(walletsToCome);
        walletsToCome.clear();
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int dice = random.nextInt(100);
            if (i % (count / FAILING_PER_ROUND) == 0) {
                add(posts, Post.Kind.NEW, deposit(FAILING));
            } else if (dice < REPEATS_PERCENT) {
                posts.add(new Post(Post.Kind.REPEAT, earlier(sent.size())));
            } else if (dice < REPEATS_PERCENT + CONFLICTS_PERCENT) {
                posts.add(conflict(number, now));
            } else {
                add(posts, Post.Kind.NEW, anything(number, now));
            }
        }
        return posts;
    }

    private void add(List<Post> posts, Post.Kind kind, Letter letter) {
        sent.add(letter);
        posts.add(new Post(kind, letter));
    }

    /** Most often one of the last letters. */
    private Letter earlier(int end) {
        int from = random.nextInt(5) == 0 ? 0 : Math.max(0, end - RECENT);
        return sent.get(from + random.nextInt(end - from));
    }

    /** To a letter of an earlier round: which of two comes first would be left to chance otherwise. */
    private Post conflict(int round, Instant now) {
        Letter first = earlier(beforeThisRound);
        while (true) {
            Letter other = anything(round, now);
            if (Letter.box(other.type()).equals(Letter.box(first.type())) && !other.data().equals(first.data())) {
                return new Post(Post.Kind.CONFLICT, new Letter(first.id(), other.type(), other.data()));
            }
        }
    }

    private Letter anything(int round, Instant now) {
        int dice = random.nextInt(100);
        if (dice < 14) {
            return deposit(random.nextBoolean() ? "lunch" : null);
        }
        if (dice < 23) {
            String wallet = wallet();
            return letter("WithdrawFunds", "walletId", wallet, "amountMinor", amount(), "currency", anyCurrency(wallet));
        }
        if (dice < 45) {
            String source = wallet();
            Letter transfer = letter("TransferFunds", "sourceWalletId", source, "targetWalletId", wallet(),
                    "amountMinor", amount(), "currency", anyCurrency(source), "reference", "rent");
            transfers.add(transfer.id());
            return transfer;
        }
        if (dice < 59) {
            return hold(now);
        }
        if (dice < 69) {
            return letter("CaptureHold", "holdId", one(holds, "no-hold"), "amountMinor",
                    random.nextBoolean() ? amount() : null, "final", random.nextBoolean());
        }
        if (dice < 73) {
            return letter("ReleaseHold", "holdId", one(holds, "no-hold"));
        }
        if (dice < 81) {
            return letter("ReverseTransfer", "transferId", one(transfers, "no-transfer"));
        }
        return anythingRare(round, dice);
    }

    private Letter anythingRare(int round, int dice) {
        if (dice < 83) {
            return letter("BlockWallet", "walletId", one(freeWallets, "no-wallet"), "mode",
                    List.of("DEBIT", "CREDIT", "ALL").get(random.nextInt(3)));
        }
        if (dice < 89) {
            return letter("UnblockWallet", "walletId", one(freeWallets, "no-wallet"));
        }
        if (dice < 90) {
            return letter("CloseWallet", "walletId", one(extraWallets, "no-wallet"), "reason", "not needed");
        }
        if (dice < 92) {
            return open(round);
        }
        if (dice < 94) {
            return register("p" + round + "-" + ids);
        }
        if (dice < 96) {
            return letter("BanPerson", "personId", bannable());
        }
        if (dice < 98) {
            return letter("ReinstatePerson", "personId", bannable());
        }
        return letter("SendEmail", "to", "reader@example.org", "subject", "round " + round, "body", "hello " + ids);
    }

    private Letter deposit(String reference) {
        String wallet = wallet();
        return letter("DepositFunds", "walletId", wallet, "amountMinor",
                random.nextInt(50) == 0 ? HUGE : amount(), "currency", anyCurrency(wallet), "reference", reference);
    }

    private Letter hold(Instant now) {
        String wallet = wallet();
        // Now and then one that is there already.
        String holdId = random.nextInt(15) == 0 ? one(holds, "no-hold") : prefix + "-h" + ids;
        Instant expiry = now.plusMillis(random.nextInt(EXPIRY_SPREAD_MILLIS) - 1_000).truncatedTo(ChronoUnit.MILLIS);
        holds.add(holdId);
        return letter("HoldFunds", "holdId", holdId, "walletId", wallet, "targetWalletId", wallet(), "amountMinor",
                amount(), "currency", anyCurrency(wallet), "expiresAt", random.nextInt(3) == 0 ? null : expiry.toString());
    }

    /** A wallet of somebody who may be banned, or one that may be blocked and closed. */
    private Letter open(int round) {
        boolean ofPerson = random.nextInt(3) == 0;
        String wallet = prefix + "-x" + round + "-" + ids + ".EUR";
        (ofPerson ? personWallets : extraWallets).add(wallet);
        return letter("OpenWallet", "walletId", wallet, "ownerId", ofPerson ? bannable() : prefix + "-o0",
                "currency", "EUR");
    }

    private Letter register(String name) {
        String person = prefix + "-" + name;
        persons.add(person);
        walletsToCome.add(person + ".EUR");
        return letter("RegisterPerson", "personId", person, "name", name, "email", person + "@example.org");
    }

    private String bannable() {
        return random.nextInt(12) == 0 ? prefix + "-nobody" : persons.get(random.nextInt(Math.min(3, persons.size())));
    }

    private String wallet() {
        int dice = random.nextInt(100);
        if (dice < 2) {
            return "no-wallet";
        }
        if (dice < 18) {
            return one(personWallets, "no-wallet");
        }
        return dice < 30 ? one(extraWallets, freeWallets.get(0)) : one(freeWallets, "no-wallet");
    }

    private String one(List<String> list, String ifNone) {
        if (list.isEmpty()) {
            return ifNone;
        }
        int from = random.nextInt(4) == 0 ? 0 : Math.max(0, list.size() - 12);
        return list.get(from + random.nextInt(list.size() - from));
    }

    private long amount() {
        return AMOUNTS[random.nextInt(AMOUNTS.length)];
    }

    private static String currency(String wallet) {
        return wallet.endsWith(".USD") ? "USD" : "EUR";
    }

    /** Now and then not that of the wallet. */
    private String anyCurrency(String wallet) {
        return random.nextInt(40) == 0 ? "USD" : currency(wallet);
    }

    /** Names and values in their order; without those whose value is null. */
    private Letter letter(String type, Object... namesAndValues) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                data.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return Letter.of(prefix + "-l" + ++ids, type, data);
    }
}
