package org.ewallet.messaging;

/**
 * Who a letter is from: a person, who may ask for what is theirs, or a trusted system, which may act for anybody.
 *
 * @param personId the person; null if it is a trusted system
 */
public record Sender(String personId) {

    public static final Sender SYSTEM = new Sender(null);

    /** Of whom the broker tells nothing: a person to whom nothing belongs. */
    public static final Sender NOBODY = new Sender("");

    public boolean isPerson() {
        return personId != null;
    }

    @Override
    public String toString() {
        return isPerson() ? "person " + personId : "a trusted system";
    }
}
