package org.ewallet.contract.account;

import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.Require;

/**
 * Registers a person. The wallet service reacts by opening {@code <personId>.<currency>}, the notification service by a
 * welcome e-mail. Refused with {@code ALREADY_EXISTS} if the id is taken.
 *
 * @param personId chosen by the sender; at most 60 characters, because the id of the first wallet begins with it
 * @param name 1-200 characters
 * @param email where to write to
 * @param phone E.164; optional
 * @param currency of the first wallet, ISO 4217; optional, EUR
 * @param locale in which language the person is written to, BCP 47, at most 35 characters, such as {@code de-AT};
 *     optional, English
 */
public record RegisterPerson(String personId, String name, String email, String phone, String currency,
        String locale) implements AccountCommand {

    private static final String DEFAULT_CURRENCY = "EUR";

    public RegisterPerson {
        Require.id("personId", personId);
        Require.text("name", name);
        Require.email("email", email);
        Require.optionalPhone("phone", phone);
        currency = Require.currency("currency", currency == null ? DEFAULT_CURRENCY : currency);
        // Stays absent if it is: letters that were sent before there was this field must go on saying the same.
        Require.optionalLocale("locale", locale);
        if (!Require.isId(personId + "." + currency)) {
            throw new InvalidMessageException("personId",
                    "personId must have at most 60 characters: the id of the first wallet is personId.currency");
        }
    }
}
