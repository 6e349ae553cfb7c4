package org.ewallet.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "balance", description = "Shows what is in a wallet.")
public final class BalanceCommand implements Runnable {

    @Mixin
    private Place place;

    @Parameters(paramLabel = "WALLET", description = "Such as johny.EUR.")
    private String walletId;

    @Override
    public void run() {
        String path = "/api/wallets/" + URLEncoder.encode(walletId, StandardCharsets.UTF_8) + "/balance";
        JsonNode balance = place.started().webApi().find(path)
                .orElseThrow(() -> new CliException("There is no wallet " + walletId + "."));
        Output.to(System.out).line("%s: %s (held %s, available %s)", walletId,
                amount(balance, "balanceMinor") + " " + balance.path("currency").asText(),
                amount(balance, "heldMinor"), amount(balance, "availableMinor"));
    }

    /** Minor units as people write the amount: 1250 is 12.50 in EUR and 1250 in JPY. */
    private static String amount(JsonNode balance, String field) {
        Currency currency = Currency.getInstance(balance.path("currency").asText());
        return BigDecimal.valueOf(balance.path(field).asLong(), Math.max(0, currency.getDefaultFractionDigits()))
                .toPlainString();
    }
}
