package org.ewallet.cli.torture;

/** A mail server or an SMS centre that does to messages what a plan says. */
interface Provider extends AutoCloseable {

    /** Lets clients connect. */
    void open();

    /** Breaks all connections and refuses new ones, until it is opened again. */
    @Override
    void close();

    /**
     * How a provider treats a message.
     *
     * @param plan says what happens to it
     * @param handOvers where it is noted
     * @param answerMillis how long it takes to answer
     * @param lateMillis how much longer it takes to answer too late
     */
    record Manners(FaultPlan plan, HandOvers handOvers, long answerMillis, long lateMillis) {

        /** Takes a message, or does not, and says what is to be answered; it is time to answer then. */
        Fault treat(String recipient, String id) {
            Pauses.of(answerMillis / 2);
            Fault fault = plan.next(recipient);
            handOvers.note(recipient, id, fault);
            Pauses.of(answerMillis - answerMillis / 2);
            if (fault == Fault.TOO_LATE) {
                Pauses.of(lateMillis);
            }
            return fault;
        }
    }
}
