package org.ewallet.cli.torture;

import java.util.List;
import java.util.Map;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.WalletView;

/**
 * All that is known when everything is over.
 *
 * @param letters the commands that the broker took, each id once, in the order they were first sent
 * @param outcomes of commands, by their ids
 * @param accountEvents as the subscriber got them
 * @param walletEvents as the subscriber got them
 * @param wallets as they stand, by id
 * @param holds of those wallets as they stand, by id
 * @param persons the status of each person that is registered, by id
 */
record Evidence(List<Letter> letters, Map<String, Outcome> outcomes, List<Told> accountEvents, List<Told> walletEvents,
        Map<String, WalletView> wallets, Map<String, HoldView> holds, Map<String, String> persons) {
}
