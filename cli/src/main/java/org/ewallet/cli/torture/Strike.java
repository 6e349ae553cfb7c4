package org.ewallet.cli.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;

/**
 * How a part is killed.
 *
 * @param victim the part
 * @param point where the work is then; null: wherever it happens to be
 */
record Strike(PartName victim, Point point) {

    private static final List<Point> FOR_OTHERS = List.of(Point.AFTER_INBOX_INSERT, Point.BEFORE_PREPARE,
            Point.BEFORE_SECOND_PREPARE, Point.BEFORE_COMMIT, Point.BEFORE_SECOND_COMMIT);

    /** The strikes that are possible with these settings while letters come: each point once, in a random order. */
    static List<Strike> deck(Settings settings, Random random) {
        List<Strike> deck = new ArrayList<>();
        PartName appServer = settings.appServer();
        EnumSet.complementOf(EnumSet.copyOf(Point.OF_REPLAYS)).forEach(point -> deck.add(new Strike(appServer, point)));
        deck.addAll(Collections.nCopies(2, new Strike(appServer, null)));
        addOther(deck, PartName.BROKER);
        if (settings.database() == Database.POSTGRESQL && settings.startsPostgreSql()) {
            addOther(deck, PartName.POSTGRESQL);
        }
        Collections.shuffle(deck, random);
        return deck;
    }

    /** Those of the notification service, where it is a process of its own; they accompany others. */
    static List<Strike> companions(Settings settings, Random random) {
        List<Strike> deck = new ArrayList<>();
        if (settings.server() == Server.PAYARA_MICRO) {
            Point.OF_EVERY_BATCH.forEach(point -> deck.add(new Strike(PartName.NOTIFICATION, point)));
            deck.addAll(Collections.nCopies(4, new Strike(PartName.NOTIFICATION, null)));
            Collections.shuffle(deck, random);
        }
        return deck;
    }

    /** Those while an operator puts letters back: of the server that does it, and of the broker. */
    static List<Strike> ofReplays(Settings settings) {
        List<Strike> strikes = new ArrayList<>();
        Point.OF_REPLAYS.forEach(point -> strikes.add(new Strike(settings.appServer(), point)));
        strikes.add(new Strike(PartName.BROKER, Point.BEFORE_REPLAY_COMMIT));
        strikes.add(new Strike(PartName.BROKER, Point.AFTER_REPLAY_COMMIT));
        return strikes;
    }

    private static void addOther(List<Strike> deck, PartName part) {
        deck.addAll(Collections.nCopies(3, new Strike(part, null)));
        FOR_OTHERS.forEach(point -> deck.add(new Strike(part, point)));
    }

    /** Whether it is itself the process that passes the point. */
    boolean isOfServer() {
        return victim != PartName.BROKER && victim != PartName.POSTGRESQL;
    }

    /** For the table. */
    String where() {
        return point == null ? "at a random instant" : point.toString();
    }

    @Override
    public String toString() {
        return victim + " " + where();
    }
}
