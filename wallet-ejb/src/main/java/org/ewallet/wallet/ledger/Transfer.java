package org.ewallet.wallet.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ewallet.contract.wallet.TransferFunds;

/**
 * A completed transfer, as its outcome tells it for ever: there is no other record of it besides the ledger.
 *
 * @param transferId the id of the letter that asked for it
 * @param amountMinor minor units
 */
public record Transfer(String transferId, String sourceWalletId, String targetWalletId, long amountMinor,
        String currency) {

    public static Transfer of(String transferId, TransferFunds command) {
        return new Transfer(transferId, command.sourceWalletId(), command.targetWalletId(), command.amountMinor(),
                command.currency());
    }

    /** As the {@code result} of the outcome. */
    public Map<String, Object> toResult() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("transferId", transferId);
        result.put("sourceWalletId", sourceWalletId);
        result.put("targetWalletId", targetWalletId);
        result.put("amountMinor", amountMinor);
        result.put("currency", currency);
        return result;
    }
}
