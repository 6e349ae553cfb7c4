package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.WalletOpened;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Opens a wallet. */
@ApplicationScoped
public class OpenWalletHandler implements LetterHandler<OpenWallet> {

    @Override
    public Class<OpenWallet> type() {
        return OpenWallet.class;
    }

    @Override
    public void prepare(OpenWallet command, Needs needs) {
        needs.wallet(command.walletId()).owner(command.ownerId());
    }

    /** Who will own it, unless it may be overdrawn or is named like the first wallet of somebody else. */
    @Override
    public boolean isFor(String personId, OpenWallet command, WorkingSet set) {
        return LifecycleRules.mayOpen(personId, command);
    }

    @Override
    public Decision handle(Received<OpenWallet> letter, WorkingSet set) {
        OpenWallet command = letter.message();
        if (set.wallet(command.walletId()) != null) {
            return new Refusal(Reason.ALREADY_EXISTS, "wallet " + command.walletId() + " exists already").of(letter);
        }
        return new Decision(Outcome.completed(letter.key(), OpenWallet.class, letter.receivedAt(),
                "wallet " + command.walletId() + " is open", Map.of("walletId", command.walletId())),
                open(command, letter.receivedAt(), set));
    }

    /** Adds the wallet; one of a banned person is blocked from the beginning. */
    static List<Event> open(OpenWallet command, Instant now, WorkingSet set) {
        Wallet wallet = new Wallet(command.walletId(), command.ownerId(), command.currency(),
                command.overdraftLimitMinor(), now);
        set.add(wallet);
        WalletOpened opened = new WalletOpened(command.walletId(), command.ownerId(), command.currency(),
                command.overdraftLimitMinor());
        return set.owner(command.ownerId()).isBanned()
                ? List.of(opened, WhenPersonBannedThenBlockWallets.block(wallet)) : List.of(opened);
    }
}
