package org.ewallet.contract.account;

import org.ewallet.contract.Require;

/**
 * A person is registered. Carries all that subscribers need, so that none has to ask back.
 *
 * @param personId the person
 * @param name as given
 * @param email as given
 * @param phone E.164; may be null
 * @param currency of the first wallet
 * @param locale in which language the person is written to, BCP 47; may be null: English
 */
public record PersonRegistered(String personId, String name, String email, String phone, String currency,
        String locale) implements AccountEvent {

    public PersonRegistered {
        Require.id("personId", personId);
        Require.text("name", name);
        Require.email("email", email);
        Require.optionalPhone("phone", phone);
        Require.currency("currency", currency);
        Require.optionalLocale("locale", locale);
    }
}
