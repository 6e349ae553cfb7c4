package org.ewallet.notification;

import java.math.BigDecimal;
import java.util.Currency;
import org.ewallet.contract.Message;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.contract.wallet.TransferCompleted;

/** What each notification says: plain text, in English. */
final class Templates {

    private Templates() {
    }

    /**
     * The text for the message that caused a notification.
     *
     * @param name of the person it goes to; null if nobody told, which only concerns letters, who bring their own words
     */
    static Text text(Message cause, String name) {
        if (cause instanceof SendEmail letter) {
            return new Text(letter.subject(), letter.body());
        }
        if (cause instanceof SendSms letter) {
            return new Text(null, letter.text());
        }
        if (cause instanceof PersonRegistered event) {
            return mail(name, "Welcome to E-Wallet",
                    "welcome to E-Wallet. Your wallet in " + event.currency() + " is ready to be used.");
        }
        if (cause instanceof TransferCompleted event) {
            String money = money(event.amountMinor(), event.currency());
            return mail(name, "You received " + money, "you received " + money + " from " + event.sourceOwnerId() + "."
                    + (event.reference() == null ? "" : "\nReference: " + event.reference()));
        }
        if (cause instanceof OrderPaid event) {
            return mail(name, "Your order " + event.orderId() + " is paid", "your order " + event.orderId()
                    + " is paid: " + money(event.amountMinor(), event.currency()) + " from your wallet.");
        }
        if (cause instanceof OrderPaymentRejected event) {
            return mail(name, "Your order " + event.orderId() + " could not be paid", "your order " + event.orderId()
                    + " over " + money(event.amountMinor(), event.currency()) + " could not be paid from your wallet ("
                    + event.reason() + "). No money was moved.");
        }
        if (cause instanceof PersonBanned) {
            return mail(name, "Your account is blocked",
                    "your account is blocked, and so are your wallets. Please contact our support.");
        }
        throw new IllegalArgumentException("there is no text for " + cause.getClass().getSimpleName());
    }

    private static Text mail(String name, String subject, String sentences) {
        return new Text(subject, "Hello " + name + ",\n\n" + sentences + "\n\nYour E-Wallet\n");
    }

    /** 1250 minor units of EUR are {@code 12.50 EUR}. */
    private static String money(long amountMinor, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(amountMinor, digits).toPlainString() + " " + currency;
    }
}
