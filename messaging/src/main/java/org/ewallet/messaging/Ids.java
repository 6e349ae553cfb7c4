package org.ewallet.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/** Ids that this system chooses: UUIDv7 (RFC 9562), which sort by time. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {
    }

    public static String next() {
        return GENERATOR.generate().toString();
    }
}
