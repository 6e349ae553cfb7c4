package org.ewallet.web.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ewallet.contract.wallet.WalletOpened;

/** Which events somebody is told of. */
final class Interest {

    private static final String ID_OF_A_WALLET = "walletid";

    private final String personId;
    private final Set<String> walletIds = ConcurrentHashMap.newKeySet();

    private Interest(String personId) {
        this.personId = personId;
    }

    static Interest inEverything() {
        return new Interest(null);
    }

    /** In a person's wallets: those that are added, and those that are opened from now on. */
    static Interest inWalletsOf(String personId) {
        return new Interest(personId);
    }

    void add(Collection<String> wallets) {
        walletIds.addAll(wallets);
    }

    /** Whether one of the wallets is source, target or subject of the event. */
    boolean includes(LiveEvent event) {
        if (personId == null) {
            return true;
        }
        JsonNode data = event.data();
        if (event.type().equals(WalletOpened.class.getSimpleName())
                && personId.equals(data.path("ownerId").textValue())) {
            walletIds.add(data.path("walletId").asText());
        }
        return data.properties().stream().anyMatch(this::isOwnWallet);
    }

    /** Such as {@code walletId} and {@code targetWalletId}. */
    private boolean isOwnWallet(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        return name.regionMatches(true, name.length() - ID_OF_A_WALLET.length(), ID_OF_A_WALLET, 0,
                ID_OF_A_WALLET.length()) && walletIds.contains(field.getValue().asText());
    }
}
