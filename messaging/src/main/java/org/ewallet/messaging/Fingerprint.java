package org.ewallet.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Message;

/**
 * Tells whether two letters with one id say the same, without keeping what they said: the first eight bytes of SHA-256 of
 * the type and of each field's canonical JSON, in the order of the record. White space, the order of fields, unknown
 * fields and spelled-out defaults make no difference. A field added to the end of a record later counts as absent in old
 * fingerprints.
 */
final class Fingerprint {

    private static final int PART_LENGTH = 8;
    private static final byte[] ABSENT = part("null");
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private Fingerprint() {
    }

    static byte[] of(Message message) {
        RecordComponent[] components = COMPONENTS.get(message.getClass());
        byte[] fingerprint = new byte[PART_LENGTH * (components.length + 1)];
        put(fingerprint, 0, part(message.getClass().getSimpleName()));
        for (int i = 0; i < components.length; i++) {
            put(fingerprint, i + 1, part(canonical(message, components[i])));
        }
        return fingerprint;
    }

    /** The JSON names of the fields in which a message differs from what was fingerprinted; empty if in none. */
    static List<String> differences(byte[] fingerprint, Message message) {
        byte[] other = of(message);
        List<String> names = new ArrayList<>();
        if (!Arrays.equals(get(fingerprint, 0), get(other, 0))) {
            return List.of("type");
        }
        RecordComponent[] components = COMPONENTS.get(message.getClass());
        for (int i = 0; i < components.length; i++) {
            if (!Arrays.equals(get(fingerprint, i + 1), get(other, i + 1))) {
                names.add(name(components[i]));
            }
        }
        return names;
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static String canonical(Message message, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(message);
            return value == null ? "null" : Codec.write(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of a message record", e);
        }
    }

    private static byte[] get(byte[] fingerprint, int index) {
        int from = index * PART_LENGTH;
        return from < fingerprint.length ? Arrays.copyOfRange(fingerprint, from, from + PART_LENGTH) : ABSENT;
    }

    private static void put(byte[] fingerprint, int index, byte[] part) {
        System.arraycopy(part, 0, fingerprint, index * PART_LENGTH, PART_LENGTH);
    }

    private static byte[] part(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, PART_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
