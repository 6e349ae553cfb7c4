package org.ewallet.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.ewallet.contract.Envelope;

/**
 * Log records about one letter. They carry what it is found by in a map, whose entries Payara's formatter for JSON makes
 * fields: {@code letterId}, {@code commandId} (the command that began the story) and {@code traceId}.
 */
public final class LetterLog {

    private LetterLog() {
    }

    /**
     * Logs something about a letter; without the fields if it cannot be read.
     *
     * @param thrown the cause; may be null
     */
    static void log(Logger logger, Level level, Message message, Throwable thrown, Supplier<String> text) {
        log(logger, level, fields(message), thrown, text);
    }

    /**
     * Logs something about what a letter has caused.
     *
     * @param correlationId the command that began the story
     * @param traceparent W3C trace context; may be null
     */
    public static void log(Logger logger, Level level, String letterId, String correlationId, String traceparent,
            Supplier<String> text) {
        log(logger, level, fields(letterId, correlationId, traceparent), null, text);
    }

    private static Map<String, String> fields(Message message) {
        try {
            Envelope letter = CloudEvents.read(message).envelope();
            return fields(letter.id(), letter.correlationId(), letter.traceparent());
        } catch (JMSException | InvalidLetterException e) {
            return Map.of();
        }
    }

    private static Map<String, String> fields(String letterId, String correlationId, String traceparent) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("letterId", letterId);
        fields.put("commandId", correlationId);
        Tracing.traceId(traceparent).ifPresent(id -> fields.put("traceId", id));
        return fields;
    }

    private static void log(Logger logger, Level level, Map<String, String> fields, Throwable thrown,
            Supplier<String> text) {
        if (!logger.isLoggable(level)) {
            return;
        }
        // A text with parameters is taken for a pattern if it has a place for one.
        LogRecord line = new LogRecord(level, text.get().replaceAll("\\{(?=\\d)", "{ "));
        line.setLoggerName(logger.getName());
        line.setThrown(thrown);
        line.setParameters(new Object[] {fields});
        logger.log(line);
    }
}
