package org.ewallet.contract.wallet;

import org.ewallet.contract.Event;

/** Published on {@code wallet.events}. */
public sealed interface WalletEvent extends Event
        permits WalletOpened, WalletClosed, WalletBlocked, WalletUnblocked, FundsDeposited, FundsWithdrawn,
        TransferCompleted, TransferReversed, FundsHeld, HoldCaptured, HoldReleased, HoldExpired, OrderPaid,
        OrderPaymentRejected {
}
