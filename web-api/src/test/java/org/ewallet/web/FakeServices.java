package org.ewallet.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.Command;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.OutcomeQueries;
import org.ewallet.contract.account.AccountQueries;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonView;
import org.ewallet.contract.wallet.AuditLine;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.WalletQueries;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;

/** An account and a wallet service in memory with one person, {@code johny}, and one wallet, {@code johny.EUR}. */
final class FakeServices {

    static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");
    static final String OUTCOME = "{\"commandId\":\"t1\",  \"detail\":\"gr\u00fcn\"}";

    private FakeServices() {
    }

    static Services services() {
        return new Services(Optional.of(new Persons()), Optional.of(new Wallets()), Optional.empty(),
                List.of(commandId -> Optional.empty(),
                        commandId -> {
                            throw new ProblemException(Problem.unavailable("this memory is elsewhere, and down"));
                        },
                        new Memory()), List.of());
    }

    /** Of one command, which banned johny. */
    private static final class Memory implements OutcomeQueries {

        @Override
        public Optional<KnownOutcome> outcomeOf(String commandId) {
            return Optional.of(new KnownOutcome(OUTCOME, "johny")).filter(outcome -> commandId.equals("t1"));
        }

        @Override
        public List<String> differences(String commandId, Command command, String sentBy) {
            if (commandId.equals("unasked")) {
                throw new IllegalStateException("the database is down");
            }
            return commandId.equals("t1") && !command.equals(new BanPerson("johny", null)) ? List.of("personId") : List.of();
        }
    }

    private static final class Persons implements AccountQueries {

        @Override
        public Optional<PersonView> person(String personId) {
            return Optional.of(new PersonView("johny", "John Doe", PersonView.Status.REGISTERED, NOW))
                    .filter(person -> person.personId().equals(personId));
        }
    }

    private static final class Wallets implements WalletQueries {

        private static final WalletView WALLET = new WalletView("johny.EUR", "johny", "EUR", WalletView.Status.OPEN,
                null, 8750, 50, 8700, 0, NOW);

        @Override
        public Optional<WalletView> wallet(String walletId) {
            if (walletId.equals("broken")) {
                throw new IllegalStateException("secret");
            }
            return Optional.of(WALLET).filter(wallet -> wallet.walletId().equals(walletId));
        }

        @Override
        public Optional<BalanceView> balanceAt(String walletId, Instant at) {
            return wallet(walletId).map(wallet -> new BalanceView(walletId, "EUR", 0, 0, 0, at));
        }

        @Override
        public Optional<StatementPage> statement(String walletId, StatementRequest request) {
            if (request.cursor() != null && !request.cursor().equals("c/1&2")) {
                throw new InvalidMessageException("cursor", "cursor is not one of this wallet's");
            }
            String next = request.cursor() == null ? "c/1&2" : null;
            return wallet(walletId).map(wallet -> new StatementPage(walletId, "EUR", 10_000, List.of(new StatementLine(
                    "e1", NOW, "TRANSFER", -1250, 8750, "mary.EUR", "t1", "=1+1, \"hi\"")), 8750, next));
        }

        @Override
        public Optional<List<HoldView>> holds(String walletId) {
            return wallet(walletId).map(wallet -> List.of(
                    new HoldView("h1", "mary.EUR", 50, 0, HoldView.Status.OPEN, null)));
        }

        @Override
        public List<WalletView> walletsOf(String personId) {
            return personId.equals("johny") ? List.of(WALLET) : List.of();
        }

        @Override
        public List<LedgerSum> ledgerSums() {
            return List.of(new LedgerSum("EUR", 0, 2, 4));
        }

        @Override
        public AuditReport audit() {
            return AuditReport.of(NOW, List.of(new AuditLine(1, "HELD", "held = held", 3, 0, List.of()),
                    new AuditLine(2, "SUM", "sum = 0", 4, 1, List.of("currency EUR: 1"))));
        }
    }
}
