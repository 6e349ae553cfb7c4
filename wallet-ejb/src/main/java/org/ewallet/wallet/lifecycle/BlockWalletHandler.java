package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.WalletBlocked;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Blocks a wallet by command. Works like a fence: later movements wait for the row and then see the block. */
@ApplicationScoped
public class BlockWalletHandler implements LetterHandler<BlockWallet> {

    @Override
    public Class<BlockWallet> type() {
        return BlockWallet.class;
    }

    @Override
    public void prepare(BlockWallet command, Needs needs) {
        needs.wallet(command.walletId());
    }

    /** The owner. */
    @Override
    public boolean isFor(String personId, BlockWallet command, WorkingSet set) {
        return set.isOwnedBy(personId, command.walletId());
    }

    @Override
    public Decision handle(Received<BlockWallet> letter, WorkingSet set) {
        BlockWallet command = letter.message();
        Wallet wallet = set.wallet(command.walletId());
        Optional<Refusal> refusal = LifecycleRules.refusalOfChange(wallet, command.walletId());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        wallet.block(command.mode());
        return new Decision(
                Outcome.completed(letter.key(), BlockWallet.class, letter.receivedAt(),
                        "wallet " + command.walletId() + " is blocked",
                        Map.of("walletId", command.walletId(), "mode", command.mode())),
                new WalletBlocked(wallet.walletId(), wallet.ownerId(), wallet.effectiveBlockMode(), command.reason()));
    }
}
