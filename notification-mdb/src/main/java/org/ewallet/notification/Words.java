package org.ewallet.notification;

import com.samskivert.mustache.Mustache;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.ewallet.contract.Reason;

/** The words of one language, from {@code words_<language>.properties}, and how its speakers write money. */
final class Words {

    private static final String BUNDLE = Words.class.getPackageName() + ".words";
    private static final Mustache.Compiler SENTENCES = Mustache.compiler().escapeHTML(false);

    /** Who wants a language that we do not speak gets English, not the language of the server. */
    private static final ResourceBundle.Control OR_ENGLISH = new ResourceBundle.Control() {
        @Override
        public List<String> getFormats(String baseName) {
            return FORMAT_PROPERTIES;
        }

        @Override
        public Locale getFallbackLocale(String baseName, Locale locale) {
            return locale.equals(Locale.ENGLISH) ? null : Locale.ENGLISH;
        }
    };

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /**
     * The words for a person.
     *
     * @param tag language tag of BCP 47; null if the person named none
     */
    static Words in(String tag) {
        Locale wanted = tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag).stripExtensions();
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, wanted, Words.class.getClassLoader(), OR_ENGLISH);
        boolean spoken = bundle.getLocale().getLanguage().equals(wanted.getLanguage());
        return new Words(bundle, spoken ? wanted : bundle.getLocale());
    }

    /** The language, a code of ISO 639. */
    String language() {
        return locale.getLanguage();
    }

    /** The sentence of that key as plain text, with the values filled in. */
    String say(String key, Map<String, String> values) {
        return SENTENCES.compile(bundle.getString(key)).execute(values);
    }

    /** Why a payment was refused: half a sentence. */
    String reason(Reason reason) {
        String key = "reason." + reason;
        return bundle.getString(bundle.containsKey(key) ? key : "reason.other");
    }

    /** 1250 minor units of EUR are {@code €12.50} in English and {@code 12,50 €} in German. */
    String money(long amountMinor, String currencyCode) {
        Currency currency = Currency.getInstance(currencyCode);
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(amountMinor, digits));
    }
}
