package org.ewallet.notification;

import org.ewallet.contract.Message;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.contract.wallet.TransferCompleted;

/** What each notification says, in the language of the person it goes to. */
final class Templates {

    private Templates() {
    }

    /**
     * The text for the message that caused a notification.
     *
     * @param contact of the person it goes to; null if nobody told, which only concerns letters, who bring their own
     *     words
     */
    static Text text(Message cause, Contact contact) {
        if (cause instanceof SendEmail letter) {
            return new Text(letter.subject(), letter.body(), null);
        }
        if (cause instanceof SendSms letter) {
            return new Text(null, letter.text(), null);
        }
        Words words = Words.in(contact.locale());
        String name = contact.name();
        if (cause instanceof PersonRegistered event) {
            return new MailDraft("welcome", name, words).with("currency", event.currency()).text();
        }
        if (cause instanceof TransferCompleted event) {
            return new MailDraft("transfer-received", name, words)
                    .fact("amount", words.money(event.amountMinor(), event.currency()))
                    .fact("from", event.sourceOwnerId())
                    .fact("reference", event.reference())
                    .text();
        }
        if (cause instanceof OrderPaid event) {
            return new MailDraft("order-paid", name, words)
                    .fact("order", event.orderId())
                    .fact("amount", words.money(event.amountMinor(), event.currency()))
                    .text();
        }
        if (cause instanceof OrderPaymentRejected event) {
            return new MailDraft("order-refused", name, words)
                    .fact("order", event.orderId())
                    .fact("amount", words.money(event.amountMinor(), event.currency()))
                    .with("reason", words.reason(event.reason()))
                    .text();
        }
        if (cause instanceof PersonBanned) {
            return new MailDraft("banned", name, words).text();
        }
        throw new IllegalArgumentException("there is no text for " + cause.getClass().getSimpleName());
    }
}
