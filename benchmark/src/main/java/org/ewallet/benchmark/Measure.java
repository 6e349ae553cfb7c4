package org.ewallet.benchmark;

/** What can be measured, by the name that {@code --only} knows. */
enum Measure {

    EWALLET("ewallet"), NAIVE("naive"), LIMIT("limit"), PGBENCH("pgbench"), HOT("hot"), ZIPF("zipf"),
    LEDGER_10M("ledger10M"), LATENCY("latency"), BALANCE_QUERY("balanceQuery"), STATEMENT("statement"),
    MEMORY("memory");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /** Whether it is a rate of the product besides which others are put. */
    boolean isOfThePlainServer() {
        return this == EWALLET || this == HOT || this == ZIPF;
    }

    /** Whether it makes sense only beside {@link #EWALLET}. */
    boolean needsEwallet() {
        return this == NAIVE || this == LIMIT || this == PGBENCH || this == HOT || this == ZIPF || this == LATENCY;
    }

    @Override
    public String toString() {
        return label;
    }
}
