package org.ewallet.cli.torture;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A point in the course of a letter or of an operator's order, told to the Byteman agent of a server by the class and
 * method where it is: in the product's code, in Payara's transaction manager or in the broker's client.
 */
enum Point {

    BEFORE_INBOX_INSERT("before the insert of the outcome", Names.STORE, "insert", "AT ENTRY", "true"),
    AFTER_INBOX_INSERT("after the insert of the outcome", Names.STORE, "insert", "AT EXIT", "true"),
    BEFORE_PREPARE("before prepare", Names.RESOURCES, "distributePrepare", "AT ENTRY", "true"),
    BEFORE_SECOND_PREPARE("before the second prepare", Names.RESOURCES, "distributePrepare", Names.PREPARE,
            Names.SECOND),
    BEFORE_THIRD_PREPARE("before the third prepare", Names.RESOURCES, "distributePrepare", Names.PREPARE, Names.THIRD),
    BEFORE_DECISION("prepared, before the decision is logged", Names.RESOURCES, "distributePrepare", "AT EXIT", "true"),
    BEFORE_COMMIT("decision logged, before commit", Names.RESOURCES, "distributeCommit", "AT ENTRY", "true"),
    BEFORE_SECOND_COMMIT("before the second commit", Names.RESOURCES, "distributeCommit", Names.COMMIT, Names.SECOND),
    BEFORE_THIRD_COMMIT("before the third commit", Names.RESOURCES, "distributeCommit", Names.COMMIT, Names.THIRD),
    AFTER_COMMIT("after commit, before it is acknowledged", Names.RESOURCES, "distributeCommit", "AT EXIT", "true"),
    WHILE_PARKING("while a failed letter is parked", "org.ewallet.messaging.Postponement", "postpone", "AT EXIT", "true"),
    WHILE_REPLAYING("while replaying, the second letter in hand", "org.ewallet.messaging.LetterCopy", "asSent",
            "AT EXIT", "incrementCounter($2) == 2"),
    BEFORE_REPLAY_COMMIT("while replaying, before commit", Names.CONTEXT, "commit", "AT ENTRY", "true"),
    AFTER_REPLAY_COMMIT("while replaying, after commit", Names.CONTEXT, "commit", "AT EXIT", "true");

    /** The points that every service passes at every batch. */
    static final List<Point> OF_EVERY_BATCH = List.of(BEFORE_INBOX_INSERT, AFTER_INBOX_INSERT, BEFORE_PREPARE,
            BEFORE_SECOND_PREPARE, BEFORE_THIRD_PREPARE, BEFORE_DECISION, BEFORE_COMMIT, BEFORE_SECOND_COMMIT,
            BEFORE_THIRD_COMMIT, AFTER_COMMIT);

    /** The points that a server passes when an operator puts letters back. */
    static final Set<Point> OF_REPLAYS = EnumSet.of(WHILE_REPLAYING, BEFORE_REPLAY_COMMIT, AFTER_REPLAY_COMMIT);

    /** What a rule does when its point is reached: the process is gone. */
    static final String DIE = "killJVM()";

    private final String title;
    private final String type;
    private final String method;
    private final String location;
    private final String condition;

    Point(String title, String type, String method, String location, String condition) {
        this.title = title;
        this.type = type;
        this.method = method;
        this.location = location;
        this.condition = condition;
    }

    /** For how long a rule makes the process wait there, while another one is killed. */
    static String pause(long millis) {
        return "delay(" + millis + ")";
    }

    /**
     * The rules.
     *
     * @param mark a file that is there as soon as the point was reached
     * @param action what follows
     */
    String rules(Path mark, String action) {
        String rule = """
                RULE torture %s
                CLASS %s
                METHOD %s
                %s
                IF %s
                DO openTrace("%s", "%s"); closeTrace("%s"); %s
                ENDRULE
                """.formatted(this, type, method, location, condition, mark.getFileName(), mark, mark.getFileName(),
                action);
        return this == WHILE_PARKING ? rule + Names.FAIL : rule;
    }

    @Override
    public String toString() {
        return title;
    }

    private static final class Names {

        static final String STORE = "org.ewallet.messaging.OutcomeStore";
        /** Of the broker's client: a transaction of the broker alone, which only operators have. */
        static final String CONTEXT = "org.apache.activemq.artemis.jms.client.ActiveMQJMSContext";
        static final String RESOURCES = "com.sun.jts.CosTransactions.RegisteredResources";
        static final String PREPARE = "AT INVOKE prepare";
        static final String COMMIT = "AT INVOKE commit";
        /** Each transaction counts its own calls. */
        static final String SECOND = "incrementCounter($0) == 2";
        static final String THIRD = "incrementCounter($0) == 3";
        static final String FAIL = """
                RULE torture failing letters
                CLASS org.ewallet.wallet.cash.DepositFundsHandler
                METHOD handle
                AT ENTRY
                IF $1.toString().contains("%s")
                DO throw new java.lang.IllegalStateException("made to fail")
                ENDRULE
                """.formatted(LetterGenerator.FAILING);

        private Names() {
        }
    }
}
