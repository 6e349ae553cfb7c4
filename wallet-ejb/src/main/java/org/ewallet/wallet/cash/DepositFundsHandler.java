package org.ewallet.wallet.cash;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.FundsDeposited;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.EntryKind;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.MovementRules;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Credits a wallet with money from outside. */
@ApplicationScoped
public class DepositFundsHandler implements LetterHandler<DepositFunds> {

    @Override
    public Class<DepositFunds> type() {
        return DepositFunds.class;
    }

    @Override
    public void prepare(DepositFunds command, Needs needs) {
        needs.settlement(command.currency()).wallet(command.walletId());
    }

    @Override
    public Decision handle(Received<DepositFunds> letter, WorkingSet set) {
        DepositFunds command = letter.message();
        Wallet outside = set.settlement(command.currency(), letter.receivedAt());
        Wallet wallet = set.wallet(command.walletId());
        Optional<Refusal> refusal = MovementRules.refusalOf(outside, outside.walletId(), wallet, command.walletId(),
                command.amountMinor(), command.currency());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        set.post(EntryKind.DEPOSIT, outside, wallet, command.amountMinor(), letter.key(), command.reference(),
                letter.receivedAt());
        return new Decision(
                Outcome.completed(letter.key(), DepositFunds.class, letter.receivedAt(), "funds deposited",
                        Map.of("walletId", command.walletId())),
                new FundsDeposited(wallet.walletId(), wallet.ownerId(), command.amountMinor(), command.currency(),
                        command.reference()));
    }
}
