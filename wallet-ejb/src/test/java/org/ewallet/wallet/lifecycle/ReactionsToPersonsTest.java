package org.ewallet.wallet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.assertUntouched;
import static org.ewallet.wallet.Letters.complete;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.newWalletsOf;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.Map;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.WalletBlocked;
import org.ewallet.contract.wallet.WalletOpened;
import org.ewallet.contract.wallet.WalletUnblocked;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;

/** Shows what becomes of wallets when their owners are registered, banned and reinstated. */
class ReactionsToPersonsTest {

    private static final Received<PersonRegistered> REGISTERED =
            letter("e1", new PersonRegistered("johny", "John Doe", "john@example.org", null, "USD", null));
    private static final Received<PersonBanned> BANNED = letter("e2", new PersonBanned("johny", "fraud"));
    private static final Received<PersonReinstated> REINSTATED = letter("e3", new PersonReinstated("johny", "appeal"));

    private final WhenPersonRegisteredThenOpenWallet registered = new WhenPersonRegisteredThenOpenWallet();
    private final WhenPersonBannedThenBlockWallets banned = new WhenPersonBannedThenBlockWallets();
    private final WhenPersonReinstatedThenUnblockWallets reinstated = new WhenPersonReinstatedThenUnblockWallets();

    @Test
    void aNewPersonGetsAWalletNamedAfterPersonAndCurrency() {
        WorkingSet set = setOf();

        Decision decision = complete(registered, REGISTERED, set, "wallet johny.USD is open",
                Map.of("walletId", "johny.USD"));

        assertThat(decision.events()).containsExactly(new WalletOpened("johny.USD", "johny", "USD", 0));
        assertThat(newWalletsOf(set)).containsExactly("johny.USD");
        Wallet wallet = set.wallet("johny.USD");
        assertThat(wallet.ownerId()).isEqualTo("johny");
        assertThat(wallet.currency()).isEqualTo("USD");
        assertThat(wallet.openedAt()).isEqualTo(NOW);
    }

    @Test
    void aWalletThatExistsAlreadyIsLeftAsItIs() {
        WorkingSet set = setOf(wallet("johny.USD", 5));

        Decision decision = complete(registered, REGISTERED, set, "wallet johny.USD is open",
                Map.of("walletId", "johny.USD"));

        assertThat(decision.events()).isEmpty();
        assertUntouched(set, () -> setOf(wallet("johny.USD", 5)));
    }

    @Test
    void aBanBlocksEveryWalletOfThePersonAndNoOther() {
        WorkingSet set = setOf(wallet("johny.EUR", 1), wallet("johny.USD", 0), wallet("mary.EUR", 0));

        Decision decision = complete(banned, BANNED, set, "2 wallets blocked", Map.of("wallets", 2));

        assertThat(decision.events()).containsExactly(
                new WalletBlocked("johny.EUR", "johny", BlockMode.ALL, "PERSON_BANNED"),
                new WalletBlocked("johny.USD", "johny", BlockMode.ALL, "PERSON_BANNED"));
        assertThat(set.wallet("johny.EUR").effectiveBlockMode()).isEqualTo(BlockMode.ALL);
        assertThat(set.wallet("johny.USD").effectiveBlockMode()).isEqualTo(BlockMode.ALL);
        assertThat(set.wallet("mary.EUR").effectiveBlockMode()).isNull();
    }

    @Test
    void aBanIsToldOncePerWalletAndNotOfClosedOnes() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, Wallet::close), wallet("johny.USD", 0));
        banned.handle(BANNED, set);

        Decision again = complete(banned, BANNED, set, "0 wallets blocked", Map.of("wallets", 0));

        assertThat(again.events()).isEmpty();
        assertThat(set.wallet("johny.EUR").isOwnerBanned()).isFalse();
    }

    @Test
    void aWalletThatIsOpenedAfterTheBanIsBlockedToo() {
        WorkingSet set = setOf();
        banned.handle(BANNED, set);

        Decision first = registered.handle(REGISTERED, set);
        Decision second = new OpenWalletHandler().handle(
                letter("c1", new OpenWallet("savings", "johny", "EUR", null)), set);

        assertThat(first.events()).containsExactly(new WalletOpened("johny.USD", "johny", "USD", 0),
                new WalletBlocked("johny.USD", "johny", BlockMode.ALL, "PERSON_BANNED"));
        assertThat(second.events()).containsExactly(new WalletOpened("savings", "johny", "EUR", 0),
                new WalletBlocked("savings", "johny", BlockMode.ALL, "PERSON_BANNED"));
        assertThat(set.walletsOf("johny")).allMatch(Wallet::isOwnerBanned).hasSize(2);
    }

    @Test
    void aBanThatComesLateDoesNotUndoALaterReinstatement() {
        WorkingSet set = setOf(wallet("johny.EUR", 1));
        reinstated.handle(letter("e5", REINSTATED.message(), NOW.plusSeconds(1)), set);

        Decision late = complete(banned, BANNED, set, "0 wallets blocked", Map.of("wallets", 0));

        assertThat(late.events()).isEmpty();
        assertThat(set.wallet("johny.EUR").isOwnerBanned()).isFalse();
        assertThat(set.owner("johny").isBanned()).isFalse();
    }

    @Test
    void aReinstatementThatComesLateDoesNotUndoALaterBan() {
        WorkingSet set = setOf(wallet("johny.EUR", 1));
        banned.handle(letter("e5", BANNED.message(), NOW.plusSeconds(1)), set);

        Decision late = complete(reinstated, REINSTATED, set, "0 wallets reinstated", Map.of("wallets", 0));

        assertThat(late.events()).isEmpty();
        assertThat(set.wallet("johny.EUR").isOwnerBanned()).isTrue();
    }

    @Test
    void aWalletOfSomebodyElseIsNotTakenForTheFirstOfAPerson() {
        Wallet squatted = new Wallet("johny.USD", "mary", "USD", 0, NOW);
        WorkingSet set = setOf(squatted);

        Decision decision = registered.handle(REGISTERED, set);

        assertThat(decision.outcome().status()).isEqualTo(Outcome.Status.REJECTED);
        assertThat(decision.outcome().reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(decision.events()).isEmpty();
        assertThat(squatted.ownerId()).isEqualTo("mary");
    }

    @Test
    void aBanOfAPersonWithoutWalletsIsCompleted() {
        Decision decision = complete(banned, BANNED, setOf(), "0 wallets blocked", Map.of("wallets", 0));

        assertThat(decision.events()).isEmpty();
    }

    @Test
    void aWalletThatWasOpenedInTheSameBatchIsBannedAsWell() {
        WorkingSet set = setOf();
        registered.handle(REGISTERED, set);

        banned.handle(BANNED, set);

        assertThat(set.wallet("johny.USD").isOwnerBanned()).isTrue();
    }

    @Test
    void reinstatingLiftsWhatTheBanBlocked() {
        WorkingSet set = setOf(wallet("johny.EUR", 1), wallet("johny.USD", 0));
        banned.handle(BANNED, set);

        Decision decision = complete(reinstated, REINSTATED, set, "2 wallets reinstated", Map.of("wallets", 2));

        assertThat(decision.events()).containsExactly(new WalletUnblocked("johny.EUR", "johny", "appeal"),
                new WalletUnblocked("johny.USD", "johny", "appeal"));
        assertUntouched(set, () -> knownAsReinstated(setOf(wallet("johny.EUR", 1), wallet("johny.USD", 0))));
    }

    @Test
    void reinstatingLeavesWhatACommandBlocked() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, wallet -> wallet.block(BlockMode.DEBIT)));
        banned.handle(BANNED, set);

        Decision decision = complete(reinstated, REINSTATED, set, "1 wallets reinstated", Map.of("wallets", 1));

        assertThat(decision.events()).isEmpty();
        assertThat(set.wallet("johny.EUR").effectiveBlockMode()).isEqualTo(BlockMode.DEBIT);
    }

    @Test
    void reinstatingAPersonWhoWasNotBannedChangesNothing() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, wallet -> wallet.block(BlockMode.ALL)));

        Decision decision = complete(reinstated, REINSTATED, set, "0 wallets reinstated", Map.of("wallets", 0));

        assertThat(decision.events()).isEmpty();
        assertUntouched(set,
                () -> knownAsReinstated(setOf(wallet("johny.EUR", 0, wallet -> wallet.block(BlockMode.ALL)))));
    }

    private static WorkingSet knownAsReinstated(WorkingSet set) {
        set.owner("johny").change(false, NOW);
        return set;
    }

    @Test
    void nobodyIsToldThatAClosedWalletIsFree() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, Wallet::banOwner, Wallet::close));

        Decision decision = complete(reinstated, REINSTATED, set, "1 wallets reinstated", Map.of("wallets", 1));

        assertThat(decision.events()).isEmpty();
    }
}
