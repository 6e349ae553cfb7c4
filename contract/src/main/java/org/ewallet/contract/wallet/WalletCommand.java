package org.ewallet.contract.wallet;

import org.ewallet.contract.Command;

/** A letter for the box {@code wallet.commands}. */
public sealed interface WalletCommand extends Command
        permits OpenWallet, CloseWallet, BlockWallet, UnblockWallet, DepositFunds, WithdrawFunds, TransferFunds,
        HoldFunds, CaptureHold, ReleaseHold, ReverseTransfer {
}
