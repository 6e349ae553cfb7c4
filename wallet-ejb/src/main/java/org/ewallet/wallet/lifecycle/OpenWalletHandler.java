package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
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
        needs.wallet(command.walletId());
    }

    @Override
    public Decision handle(Received<OpenWallet> letter, WorkingSet set) {
        OpenWallet command = letter.message();
        if (set.wallet(command.walletId()) != null) {
            return new Refusal(Reason.ALREADY_EXISTS, "wallet " + command.walletId() + " exists already").of(letter);
        }
        WalletOpened opened = open(command, letter.receivedAt(), set);
        return new Decision(Outcome.completed(letter.key(), OpenWallet.class, letter.receivedAt(),
                "wallet " + command.walletId() + " is open", Map.of("walletId", command.walletId())), opened);
    }

    static WalletOpened open(OpenWallet command, Instant now, WorkingSet set) {
        set.add(new Wallet(command.walletId(), command.ownerId(), command.currency(), command.overdraftLimitMinor(),
                now));
        return new WalletOpened(command.walletId(), command.ownerId(), command.currency(),
                command.overdraftLimitMinor());
    }
}
