package org.ewallet.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The limits of the contract, one method each; all throw {@link InvalidMessageException} with a text that says what is
 * allowed. Used by the constructors of messages.
 */
public final class Require {

    /** The largest amount of one movement, in minor units. */
    public static final long MAX_AMOUNT_MINOR = 1_000_000_000_000_000L;

    /** Single-line texts people write: names, references, reasons, subjects. */
    public static final int MAX_TEXT_LENGTH = 200;

    /** Bodies of e-mails, in characters. */
    public static final int MAX_BODY_LENGTH = 100_000;

    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_LOCALE_LENGTH = 35;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>(),;:\"\\[\\]\\\\]+@[^\\s@<>(),;:\"\\[\\]\\\\]+");

    private Require() {
    }

    /** Whether a text may be an id: 1-64 characters of {@code A-Z a-z 0-9 . _ -}. */
    public static boolean isId(String value) {
        return value != null && ID.matcher(value).matches();
    }

    public static String id(String field, String value) {
        present(field, value);
        if (!isId(value)) {
            throw new InvalidMessageException(field, field + " must be 1-64 characters of A-Z a-z 0-9 . _ -");
        }
        return value;
    }

    public static String optionalId(String field, String value) {
        return value == null ? null : id(field, value);
    }

    /** An amount of a movement: 1 to {@link #MAX_AMOUNT_MINOR} minor units. */
    public static long amount(String field, long value) {
        if (value < 1 || value > MAX_AMOUNT_MINOR) {
            throw new InvalidMessageException(field,
                    field + " must be an integer of minor units from 1 to " + MAX_AMOUNT_MINOR);
        }
        return value;
    }

    /** A limit: 0 to {@link #MAX_AMOUNT_MINOR} minor units. */
    public static long limit(String field, long value) {
        if (value < 0 || value > MAX_AMOUNT_MINOR) {
            throw new InvalidMessageException(field,
                    field + " must be an integer of minor units from 0 to " + MAX_AMOUNT_MINOR);
        }
        return value;
    }

    /** An ISO 4217 code that this JDK knows. */
    public static String currency(String field, String value) {
        present(field, value);
        try {
            return Currency.getInstance(value).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new InvalidMessageException(field, field + " must be a currency code of ISO 4217, such as EUR");
        }
    }

    /** A line of text, not blank. */
    public static String text(String field, String value) {
        present(field, value);
        if (value.isBlank() || value.length() > MAX_TEXT_LENGTH || hasControlCharacter(value)
                || hasHalfCharacter(value)) {
            throw new InvalidMessageException(field, field + " must be a line of 1 to " + MAX_TEXT_LENGTH
                    + " characters without control characters and half surrogates");
        }
        return value;
    }

    public static String optionalText(String field, String value) {
        return value == null ? null : text(field, value);
    }

    /** Text of several lines. */
    public static String body(String field, String value) {
        present(field, value);
        if (value.isEmpty() || value.length() > MAX_BODY_LENGTH || value.indexOf('\0') >= 0 || hasHalfCharacter(value)) {
            throw new InvalidMessageException(field, field + " must be text of 1 to " + MAX_BODY_LENGTH
                    + " characters without NUL and half surrogates");
        }
        return value;
    }

    /** An e-mail address of the form {@code local@domain}; the mail server has the last word. */
    public static String email(String field, String value) {
        present(field, value);
        if (value.length() > MAX_EMAIL_LENGTH || hasControlCharacter(value) || hasHalfCharacter(value)
                || !EMAIL.matcher(value).matches()) {
            throw new InvalidMessageException(field, field + " must be an e-mail address such as a@example.org");
        }
        return value;
    }

    public static String optionalEmail(String field, String value) {
        return value == null ? null : email(field, value);
    }

    /** A phone number of E.164, such as +491701234567. */
    public static String phone(String field, String value) {
        present(field, value);
        if (!E164.matcher(value).matches()) {
            throw new InvalidMessageException(field, field + " must be a phone number of E.164, such as +491701234567");
        }
        return value;
    }

    public static String optionalPhone(String field, String value) {
        return value == null ? null : phone(field, value);
    }

    /** A well-formed language tag of BCP 47, such as de-AT; not every such tag is the name of a language. */
    public static String optionalLocale(String field, String value) {
        if (value != null && !isLanguageTag(value)) {
            throw new InvalidMessageException(field, field + " must be a language tag of BCP 47 of at most "
                    + MAX_LOCALE_LENGTH + " characters, such as de-AT");
        }
        return value;
    }

    /** An instant, cut to the microseconds that both databases keep. */
    public static Instant optionalInstant(Instant value) {
        return value == null ? null : value.truncatedTo(ChronoUnit.MICROS);
    }

    public static <T> T present(String field, T value) {
        if (value == null) {
            throw new InvalidMessageException(field, field + " is required");
        }
        return value;
    }

    private static boolean isLanguageTag(String value) {
        try {
            new Locale.Builder().setLanguageTag(value);
            return !value.isEmpty() && value.length() <= MAX_LOCALE_LENGTH;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static boolean hasControlCharacter(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }

    /** Half a surrogate pair is no character: neither a database nor UTF-8 can hold it. */
    private static boolean hasHalfCharacter(String value) {
        return value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
