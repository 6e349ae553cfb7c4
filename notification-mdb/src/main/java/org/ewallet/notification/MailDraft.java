package org.ewallet.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mail in the making. All mails look alike: {@code mail.html} and {@code mail.txt} are filled with the same words.
 *
 * <p>These are plain text until {@code mail.html} escapes them, sentences and values alike, so that nothing from
 * outside can bring HTML of its own.
 */
final class MailDraft {

    private static final Template HTML = Mustache.compiler().compile(resource("mail.html"));
    private static final Template PLAIN = Mustache.compiler().escapeHTML(false).compile(resource("mail.txt"));

    private final String key;
    private final Words words;
    private final Map<String, String> values = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();

    /** A line of the table in a mail. */
    private record Fact(String label, String value) {
    }

    /**
     * @param key which mail; its sentences are {@code <key>.subject} and {@code <key>.text}
     * @param name of the person it goes to
     */
    MailDraft(String key, String name, Words words) {
        this.key = key;
        this.words = words;
        with("name", name);
    }

    /** A value that sentences may have filled in. */
    MailDraft with(String name, String value) {
        values.put(name, value.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]+", " "));
        return this;
    }

    /** A value that also has a line to itself, labelled with the word of its name; none if it is null. */
    MailDraft fact(String name, String value) {
        if (value != null) {
            with(name, value);
            facts.add(new Fact(words.say(name, values), values.get(name)));
        }
        return this;
    }

    Text text() {
        String subject = words.say(key + ".subject", values);
        Map<String, Object> filling = Map.of(
                "language", words.language(),
                "subject", subject,
                "greeting", words.say("greeting", values),
                "text", words.say(key + ".text", values),
                "hasFacts", !facts.isEmpty(),
                "facts", facts,
                "farewell", words.say("farewell", values),
                "footer", words.say("footer", values));
        return new Text(subject, PLAIN.execute(filling), HTML.execute(filling));
    }

    private static String resource(String name) {
        try (InputStream in = MailDraft.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
