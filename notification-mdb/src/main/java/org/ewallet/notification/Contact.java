package org.ewallet.notification;

import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.NotificationView.Channel;

/**
 * How to reach a person.
 *
 * @param phone E.164; may be null
 * @param locale in which language to write, a language tag of BCP 47; may be null
 */
record Contact(String personId, String name, String email, String phone, String locale) {

    static Contact of(PersonRegistered event) {
        return new Contact(event.personId(), event.name(), event.email(), event.phone(), event.locale());
    }

    /** The address on a channel; null if the person has none. */
    String address(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> phone;
        };
    }
}
